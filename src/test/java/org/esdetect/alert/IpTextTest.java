package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "1:2:3:4:5:6:7:8",
                "1::8",
                "1:2:3:4:5:6:7::",
                "::ffff:10.0.0.1",
                "1:2:3:4:5:6:1.2.3.4",
                "ABCD::ef01"
            })
    void isAddress_address_isOne(String text) {
        assertThat(IpText.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.",
                "a.b.c.d",
                "10.0.0.0/8",
                "localhost",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "1.2.3.4::",
                "fe80::1%eth0",
                "\u0661.\u0661.\u0661.\u0661"
            })
    void isAddress_otherText_isNone(String text) {
        assertThat(IpText.isAddress(text)).isFalse();
    }
}
