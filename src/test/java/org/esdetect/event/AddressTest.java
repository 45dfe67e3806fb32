package org.esdetect.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
        "1::, 1:0:0:0:0:0:0:0",
        "FE80::0A, fe80:0:0:0:0:0:0:a",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2::7:8, 1:2:0:0:0:0:7:8",
        "1:2:3:4:5:6::8, 1:2:3:4:5:6:0:8",
        "::ffff:10.1.2.3, 10.1.2.3",
        "::FFFF:0a01:0203, 10.1.2.3",
        "64:ff9b::10.1.2.3, 64:ff9b:0:0:0:0:a01:203",
        "::10.1.2.3, 0:0:0:0:0:0:a01:203"
    })
    void parse_spelledAddress_isOneForm(String text, String canonical) {
        assertThat(Address.parse(text)).get().hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                ":::",
                "1",
                "host",
                "host.name",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3.4",
                "1..2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.04",
                "00.0.0.0",
                "1.2.3.4 ",
                "-1.2.3.4",
                "1.2.3.4/8",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7::8",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "g::1",
                "10000::1",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%",
                "C:\\Windows",
                "٣.1.1.1"
            })
    void parse_otherText_isNone(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void parse_veryLongText_isNone() {
        assertThat(Address.parse("1:".repeat(1_000_000))).isEmpty();
    }

    @Test
    void compareTo_higherBytes_comeLater() {
        assertThat(address("9.0.0.1")).isLessThan(address("10.0.0.0"));
        assertThat(address("127.255.255.255")).isLessThan(address("128.0.0.0"));
        assertThat(address("::1")).isLessThan(address("0.0.0.0"));
        assertThat(address("255.255.255.255")).isLessThan(address("fe80::1"));
        assertThat(address("::ffff:1.2.3.4")).isEqualTo(address("1.2.3.4"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.6.48.157, true",
        "10.6.48.157/8, 10.255.255.255, true",
        "10.6.48.157/8, 11.0.0.0, false",
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "192.168.1.7/32, 192.168.1.7, true",
        "192.168.1.7/32, 192.168.1.6, false",
        "192.168.0.0/23, 192.168.1.255, true",
        "192.168.0.0/23, 192.168.2.0, false",
        "::1/128, ::1, true",
        "::1/128, ::2, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "::/0, fe80::1, true",
        "::/0, 10.0.0.1, false",
        "2001:db8::ffff/64, 2001:db8::1, true",
        "2001:db8::/65, 2001:db8:0:0:8000::1, false",
        "::ffff:10.0.0.0/104, 10.1.1.1, true",
        "10.0.0.0/8, ::ffff:10.1.1.1, true"
    })
    void contains_address_isByPrefixAndFamily(String block, String address, boolean expected) {
        assertThat(NetworkBlock.parse(block).contains(address(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08x",
                "10.0.0/8",
                "::/129",
                "::1%eth0/64",
                "10.0.0.0/8/8",
                "localhost/8",
                "10.0.0.0/1000"
            })
    void block_malformed_isNamedInTheMessage(String text) {
        assertThat(NetworkBlock.find(text)).isEmpty();
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkBlock.parse(text))
                .withMessage("[" + text + "] is not a network block, expected an address, a slash and a prefix length,"
                        + " such as [10.0.0.0/8] or [fe80::/10]");
    }

    @ParameterizedTest
    @CsvSource({
        "10.6.48.157/8, 10.0.0.0/8, false",
        "::/0, 0:0:0:0:0:0:0:0/0, true",
        "::ffff:10.0.0.0/104, 10.0.0.0/8, false",
        "::ffff:0:0/90, 0:0:0:0:0:ffc0:0:0/90, true",
        "fe80::/10, fe80:0:0:0:0:0:0:0/10, false",
        "0.0.0.0/0, 0.0.0.0/0, false"
    })
    void block_anySpelling_printsAsAnIpFieldTakesIt(String text, String printed, boolean spansMappedV4) {
        NetworkBlock block = NetworkBlock.parse(text);
        assertThat(block).hasToString(printed);
        assertThat(!block.isV4() && block.spansMappedV4()).isEqualTo(spansMappedV4);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
