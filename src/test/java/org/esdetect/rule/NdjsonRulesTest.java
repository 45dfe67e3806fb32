package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;

class NdjsonRulesTest {
    private static final String RULE =
            "{\"id\":\"0b8f2c3a-1111-4222-8333-444455556666\",\"rule_id\":\"r-1\",\"revision\":7,"
                    + "\"name\":\"A rule\",\"description\":\"Finds something.\",\"type\":\"eql\",\"language\":\"eql\","
                    + "\"query\":\"process where true\",\"index\":[\"logs-*\"],\"severity\":\"low\",\"risk_score\":21,"
                    + "\"enabled\":true,\"version\":3,\"to\":\"now\",\"throttle\":null,\"note\":null,"
                    + "\"threat\":[{\"framework\":\"MITRE ATT&CK\",\"tactic\":{\"id\":\"TA0008\",\"name\":\"Lateral Movement\","
                    + "\"reference\":\"https://attack.mitre.org/tactics/TA0008/\"},\"technique\":[]}]}";

    @Test
    void read_export_recognisesEveryLineByItsShape() {
        List<ImportLine> lines = NdjsonRules.read(
                "export.ndjson",
                RULE + "\n\n"
                        + "{\"list_id\":\"l-1\",\"type\":\"detection\",\"name\":\"List\"}\r\n"
                        + "{\"item_id\":\"i-1\",\"list_id\":\"l-1\",\"type\":\"simple\",\"entries\":[{\"field\":\"a\"}]}\n"
                        + "{\"id\":\"c-1\",\"type\":\"action\",\"attributes\":{}}\n"
                        + "{\"exported_count\":3}\n"
                        + "{\"foo\":1}\n"
                        + "{oops\n");

        assertThat(lines).extracting(ImportLine::line).containsExactly(1, 3, 4, 5, 6, 7, 8);
        assertThat(lines.get(0)).isInstanceOfSatisfying(ImportLine.OfRule.class, line -> {
            assertThat(line.rule().renderedProblems()).isEmpty();
            assertThat(line.rule().rule().orElseThrow().id()).isEqualTo("r-1");
        });
        assertThat(lines.get(1))
                .isEqualTo(new ImportLine.ExceptionList(
                        3, "l-1", Map.of("list_id", "l-1", "type", "detection", "name", "List")));
        assertThat(lines.get(2)).isInstanceOfSatisfying(ImportLine.ExceptionItem.class, line -> {
            assertThat(line.listId()).isEqualTo("l-1");
            assertThat(line.itemId()).isEqualTo("i-1");
        });
        assertThat(lines.get(3)).isEqualTo(new ImportLine.Connector(5, "c-1"));
        assertThat(lines.get(4)).isEqualTo(new ImportLine.Summary(6, Map.of("exported_count", 3)));
        assertThat(lines.get(5))
                .isInstanceOfSatisfying(
                        ImportLine.Unreadable.class,
                        line -> assertThat(line.problem().render(line.source()))
                                .isEqualTo(
                                        """
                        export.ndjson:7:1: line [7] is no rule (type and risk_score), exception list, exception item, connector or summary [UNSUPPORTED]
                            {"foo":1}
                            ^"""));
        assertThat(lines.get(6)).isInstanceOfSatisfying(ImportLine.Unreadable.class, line -> {
            assertThat(line.problem().code()).isEqualTo(Problem.Code.SYNTAX);
            assertThat(line.problem().render(line.source())).startsWith("export.ndjson:8:2: not JSON: ");
        });
    }

    @Test
    void readRule_kibanasObject_keepsForeignIdsAside() {
        Rule rule = accept(RULE);

        assertThat(rule.enabled()).isTrue();
        assertThat(rule.document())
                .containsEntry("version", 3)
                .containsEntry(
                        "extra",
                        Map.of("external", Map.of("kibana_id", "0b8f2c3a-1111-4222-8333-444455556666", "revision", 7)))
                .doesNotContainKeys("id", "revision", "note", "throttle");
    }

    @Test
    void readRule_enabledNotGiven_isDisabledAsInKibana() {
        assertThat(accept(RULE.replace("\"enabled\":true,", "")).enabled()).isFalse();
    }

    @Test
    void readRule_noRuleId_getsOneThatDependsOnTheRuleOnly() {
        String without = RULE.replace("\"rule_id\":\"r-1\",", "");

        assertThat(accept(without).id()).isEqualTo(accept(without).id()).matches("[0-9a-f-]{14}8[0-9a-f]{3}-[89ab].*");
        assertThat(accept(without).id())
                .isNotEqualTo(accept(without.replace("A rule", "B rule")).id());
    }

    @Test
    void readRule_unknownField_survivesStoreAndExport() {
        ReadRule read = read(RULE.replace("\"enabled\"", "\"flavour\":{\"a\":null},\"enabled\""));
        Rule rule = read.rule().orElseThrow();

        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly("unknown field [flavour] is kept and has no effect");
        assertThat(RuleDocument.fromJson(RuleDocument.toJson(rule))).isEqualTo(rule);
        Map<String, Object> exported = RuleDocument.forKibana(rule);
        assertThat(exported).doesNotContainKeys("extra", "flavour");
        assertThat(NdjsonRules.readRule("again", exported, ReadLimits.DEFAULT).rule())
                .contains(rule);
    }

    /** Whether the list is there is known where the rule is run. */
    @Test
    void readRule_exceptions_leaveItEnabled() {
        ReadRule read = read(RULE.replace(
                "\"enabled\"", "\"exceptions_list\":[{\"list_id\":\"l-1\",\"type\":\"detection\"}],\"enabled\""));

        assertThat(read.rule().orElseThrow().enabled()).isTrue();
        assertThat(read.rule().orElseThrow().exceptionLists()).containsExactly("l-1");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void readRule_endpointExceptions_doNotDisableIt() {
        ReadRule read = read(RULE.replace(
                "\"enabled\"", "\"exceptions_list\":[{\"list_id\":\"e\",\"type\":\"endpoint\"}],\"enabled\""));

        assertThat(read.rule().orElseThrow().enabled()).isTrue();
        assertThat(read.rule().orElseThrow().exceptionLists()).isEmpty();
        assertThat(read.status()).isEqualTo(ReadRule.Status.LOADED_WITH_WARNINGS);
    }

    @Test
    void readRule_problem_pointsIntoTheObject() {
        assertThat(read("{\n  \"name\": \"n\",\n  \"description\": \"d\", \"type\": \"eql\", \"language\": \"eql\","
                                + " \"query\": \"any where true\", \"index\": [\"a\", 5],\n  \"severity\": \"low\", \"risk_score\": 1\n}")
                        .renderedProblems())
                .containsExactly(
                        """
                        rule.json:3:84: field [index] holds [5], a number; expected an array of strings [RULE_FIELD]
                              "description": "d", "type": "eql", "language": "eql", "query": "any where true", "index": ["a", 5],
                                                                                                               ^^^^^^^""");
    }

    @Test
    void read_problemOnALaterLine_pointsThere() {
        ImportLine line =
                NdjsonRules.read("x", RULE + "\n" + RULE.replace("21", "210")).get(1);

        assertThat(((ImportLine.OfRule) line).rule().renderedProblems())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("x:2:" + (RULE.indexOf("\"risk_score\"") + 1) + ": field [risk_score]"));
    }

    @Test
    void readRule_noObject_isRejectedWithAReason() {
        for (String json : List.of("[]", "null", "5", "{} {}", "")) {
            assertThat(read(json).problems())
                    .extracting(Problem::message)
                    .as(json)
                    .containsExactly("not a rule: expected one JSON object and nothing after it");
        }
        assertThat(read("{\"a\":1,\"a\":2}").problems())
                .extracting(Problem::message)
                .containsExactly("not JSON: Duplicate field 'a'");
        assertThat(read("{\"a\":" + "[".repeat(100_000)).problems())
                .extracting(Problem::code)
                .containsExactly(Problem.Code.TOO_LARGE);
        assertThat(read("{\"name\":\"\\ud800\"}").problems())
                .extracting(Problem::message)
                .containsExactly("field [name] holds half of a surrogate pair, expected whole characters");
    }

    @Test
    void read_lineBeyondTheLimit_rejectsThatRuleOnly() {
        List<ImportLine> lines = NdjsonRules.read(
                "x", RULE.replace("A rule", "A".repeat(2000)) + "\n" + RULE, ReadLimits.DEFAULT.withMaxBytes(1500));

        assertThat(lines)
                .extracting(line -> ((ImportLine.OfRule) line).rule().status())
                .containsExactly(ReadRule.Status.REJECTED, ReadRule.Status.LOADED);
    }

    private static Rule accept(String json) {
        ReadRule read = read(json);
        assertThat(read.renderedProblems()).isEmpty();
        return read.rule().orElseThrow();
    }

    private static ReadRule read(String json) {
        return NdjsonRules.readRule("rule.json", json, ReadLimits.DEFAULT);
    }
}
