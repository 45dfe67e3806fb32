package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {
    private static final RuleRating RATING = new RuleRating("Example Rule", "high", 73);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|event created high alert Example Rule.",
                "{'event':{'category':['process']},'process':{'name':'rundll32.exe'},'host':{'name':'w10-17'}}"
                        + "|process event with process rundll32.exe, on w10-17 created high alert Example Rule.",
                "{'event':{'category':['file','process']},'user':{'name':'eve'},'host':{'name':'h'}}"
                        + "|file, process event by eve on h created high alert Example Rule.",
                "{'process':{'name':'a','parent':{'name':'b'}},'file':{'name':'c'},'user':{'name':'eve'},"
                        + "'source':{'ip':'1.1.1.1','port':1},'destination':{'ip':'2.2.2.2'}}"
                        + "|event with process a, parent process b, file c, source 1.1.1.1:1, destination 2.2.2.2,"
                        + " by eve created high alert Example Rule.",
                "{'source':{'port':1},'user':{'name':'-'},'host':{'name':''}}|event created high alert Example Rule."
            })
    void sentence_fields_readsThus(String fields, String expected) {
        assertThat(Reason.sentence(Alerts.map(fields.replace('\'', '"')), RATING))
                .isEqualTo(expected);
    }

    @Test
    void sentence_hostileValues_staysShort() {
        Map<String, Object> fields = Map.of(
                "process", Map.of("name", "x".repeat(100_000)),
                "host", Map.of("name", Collections.nCopies(10_000, "h")));
        assertThat(Reason.sentence(fields, RATING)).hasSizeLessThan(400).contains("xx..., on h, h, h, h, h created");
    }
}
