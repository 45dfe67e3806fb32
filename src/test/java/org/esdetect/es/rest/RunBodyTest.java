package org.esdetect.es.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.junit.jupiter.api.Test;

class RunBodyTest {
    @Test
    void parse_everyField_isTaken() throws Exception {
        RunBody body = parse(
                "{\"rules\":[\"a\",\"b\"],\"from\":\"now-1h\",\"to\":1700000000000,\"dry_run\":true,\"max_signals\":7}");
        assertThat(body.rules()).containsExactly("a", "b");
        assertThat(body.from()).isEqualTo("now-1h");
        assertThat(body.to()).isEqualTo("1700000000000");
        assertThat(body.dryRun()).isTrue();
        assertThat(body.maxSignals()).isEqualTo(7);
    }

    @Test
    void parse_emptyObject_isAllDefaults() throws Exception {
        RunBody body = parse("{}");
        assertThat(body.rules()).isNull();
        assertThat(body.from()).isNull();
        assertThat(body.dryRun()).isFalse();
        assertThat(body.maxSignals()).isNull();
    }

    @Test
    void parse_unknownField_saysWhereAndWhatWasMeant() {
        assertThatThrownBy(() -> parse("{\n  \"form\": \"now-1h\"}"))
                .hasMessageContaining("[2:3]")
                .hasMessageContaining("unknown field [form]");
    }

    @Test
    void parse_malformedJson_saysWhere() {
        assertThatThrownBy(() -> parse("{\"from\": \"now-1h\"")).hasMessageContaining("1:");
        assertThatThrownBy(() -> parse("{} {}")).hasMessageContaining("[1:4]").hasMessageContaining("one object");
        assertThatThrownBy(() -> parse("[]")).hasMessageContaining("[1:1]");
    }

    @Test
    void parse_valuesThatMeanNothing_nameTheCure() {
        assertThatThrownBy(() -> parse("{\"max_signals\": 0}"))
                .rootCause()
                .hasMessage("[max_signals] is [0], expected 1 or more; use [dry_run] to write nothing");
        assertThatThrownBy(() -> parse("{\"rules\": []}")).rootCause().hasMessageContaining("[rules] is empty");
    }

    private static RunBody parse(String json) throws Exception {
        try (XContentParser parser = JsonXContent.jsonXContent.createParser(XContentParserConfiguration.EMPTY, json)) {
            return RunBody.parse(parser);
        }
    }
}
