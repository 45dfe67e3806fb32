package org.esdetect.es.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldKind;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.api.Test;

class MappedRuleFieldsTest {
    private static final String EVENTS =
            """
            {"runtime": {"day": {"type": "long"}}, "properties": {
              "event": {"properties": {"category": {"type": "keyword", "ignore_above": 1024}}},
              "process": {"properties": {
                "name": {"type": "keyword", "ignore_above": 1024},
                "executable": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
                "command_line": {"type": "wildcard"},
                "called": {"type": "alias", "path": "process.executable"},
                "pid": {"type": "long"}}},
              "labels": {"type": "flattened", "ignore_above": 100},
              "raw": {"type": "object", "enabled": false}}}
            """;

    private static final String OTHERS =
            """
            {"properties": {"process": {"properties": {
              "name": {"type": "keyword"},
              "command_line": {"type": "keyword", "ignore_above": 1024},
              "pid": {"type": "keyword"}}}}}
            """;

    @Test
    void kinds_areThoseOfAllIndicesTogether() {
        MappedRuleFields fields = of(EVENTS, OTHERS);
        assertThat(fields.kinds("process.pid")).containsExactlyInAnyOrder(FieldKind.NUMBER, FieldKind.STRING);
        assertThat(fields.kinds("process.called")).containsExactly(FieldKind.STRING);
        assertThat(fields.kinds("labels.any.key")).containsExactly(FieldKind.STRING);
        assertThat(fields.kinds("process.nmae")).isEmpty();
    }

    @Test
    void kinds_whereTheMappingDoesNotTell_areUnknownAndNoMistake() {
        MappedRuleFields fields = of(EVENTS);
        for (String path : List.of("raw.anything", "raw", "process", "day")) {
            assertThat(fields.kinds(path)).as(path).containsExactly(FieldKind.UNKNOWN);
        }
    }

    @Test
    void ignoreAbove_isTheLeast_alsoOfTheExactSubField() {
        MappedRuleFields fields = of(EVENTS, OTHERS);
        assertThat(fields.ignoreAbove("process.name")).isEqualTo(OptionalInt.of(1024));
        assertThat(fields.ignoreAbove("process.executable")).isEqualTo(OptionalInt.of(256));
        assertThat(fields.ignoreAbove("labels.key")).isEqualTo(OptionalInt.of(100));
        assertThat(fields.ignoreAbove("process.command_line")).isEqualTo(OptionalInt.of(1024));
        assertThat(of(EVENTS).ignoreAbove("process.command_line")).isEmpty();
    }

    @Test
    void findsParts_needsEveryIndexToBeBuiltForIt() {
        assertThat(of(EVENTS).findsParts("process.command_line")).isTrue();
        assertThat(of(EVENTS, OTHERS).findsParts("process.command_line")).isFalse();
    }

    @Test
    void check_withMappings_namesWhatTheyDoNotHoldAndWhatTheyCut() {
        assertThat(warnings("process where process.nmae : \"a\" and process.executable : \"?:\\\\a*\""))
                .containsExactlyInAnyOrder(
                        "UNKNOWN_FIELD unknown field [process.nmae], did you mean [process.name]?",
                        "IGNORE_ABOVE the index holds [process.executable] up to [256] characters ([ignore_above]), and"
                                + " longer values may match: rules here read the event itself and see them, a search"
                                + " does not");
        assertThat(warnings("process where process.command_line : \"*-enc*\" and vendor.field == \"a\""))
                .containsExactly("UNKNOWN_FIELD unknown field [vendor.field]");
        assertThat(warnings("process where process.name : \"*.scr\" and process.name regex \".*\""))
                .hasSize(1)
                .allMatch(warning -> warning.startsWith("LEADING_WILDCARD"));
    }

    private static List<String> warnings(String query) {
        return Checker.check(
                        EqlParser.parse(new SourceText("query", query)).query().orElseThrow(), of(EVENTS), Usage.RULE)
                .stream()
                .filter(problem -> problem.severity() == Problem.Severity.WARNING)
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
    }

    private static MappedRuleFields of(String... mappings) {
        return new MappedRuleFields(
                Set.of(mappings).stream().map(MappedRuleFieldsTest::mapping).toList());
    }

    private static IndexMapping mapping(String json) {
        Map<String, Object> mapping = XContentHelper.convertToMap(new BytesArray(json), true, XContentType.JSON)
                .v2();
        return IndexMapping.of(mapping, Settings.EMPTY);
    }
}
