package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlRulesTest {
    private static final String METADATA =
            """
            [metadata]
            creation_date = "2020/11/03"
            updated_date = "2026/05/04"
            maturity = "production"

            """;
    private static final String RULE =
            """
            [rule]
            rule_id = "ab75c24b-2502-43a0-bf7c-e60e662c811e"
            name = "A rule"
            description = "Finds something."
            type = "eql"
            language = "eql"
            index = ["logs-*", "-logs-old-*"]
            severity = "medium"
            risk_score = 47
            query = '''
            process where process.name : "C:\\\\Windows\\\\cmd.exe"
            '''
            """;

    @Test
    void read_smallRule_hasDefaults() {
        Rule rule = accept(METADATA + RULE);

        assertThat(rule.id()).isEqualTo("ab75c24b-2502-43a0-bf7c-e60e662c811e");
        assertThat(rule.name()).isEqualTo("A rule");
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.type()).isEqualTo("eql");
        assertThat(rule.indices()).containsExactly("logs-*", "-logs-old-*");
        assertThat(rule.severity()).isEqualTo("medium");
        assertThat(rule.riskScore()).isEqualTo(47);
        assertThat(rule.timing()).isEqualTo(new Rule.Timing("5m", "now-6m", "now", 100));
        assertThat(rule.fields().category()).isEqualTo("event.category");
        assertThat(rule.fields().timestamp()).isEqualTo("@timestamp");
        assertThat(rule.fields().tiebreaker()).isEmpty();
        assertThat(rule.fields().timestampOverride()).isEmpty();
        assertThat(rule.isBuildingBlock()).isFalse();
        assertThat(rule.document())
                .containsEntry("version", 1)
                .containsEntry("tags", List.of())
                .containsEntry("setup", "")
                .containsEntry("immutable", false)
                .containsEntry("created_at", "2020-11-03T00:00:00.000Z")
                .containsEntry("updated_at", "2026-05-04T00:00:00.000Z")
                .doesNotContainKey("note");
    }

    @Test
    void read_literalQuery_keepsBackslashesAndLosesOuterBlanks() {
        assertThat(accept(METADATA + RULE).query())
                .isEqualTo("process where process.name : \"C:\\\\Windows\\\\cmd.exe\"");
    }

    @Test
    void read_everyNamedField_reachesTheRule() {
        Rule rule = accept(
                METADATA
                        + RULE
                        + """
                interval = "1h"
                from = "now-119m"
                to = "now-1m"
                max_signals = 33
                event_category_override = "event.kind"
                timestamp_field = "event.created"
                tiebreaker_field = "event.sequence"
                timestamp_override = "event.ingested"
                building_block_type = "default"
                """);

        assertThat(rule.timing()).isEqualTo(new Rule.Timing("1h", "now-119m", "now-1m", 33));
        assertThat(rule.fields().category()).isEqualTo("event.kind");
        assertThat(rule.fields().timestamp()).isEqualTo("event.created");
        assertThat(rule.fields().tiebreaker()).contains("event.sequence");
        assertThat(rule.fields().timestampOverride()).contains("event.ingested");
        assertThat(rule.isBuildingBlock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"production,true", "beta,false", "experimental,false", "development,false"})
    void read_enabledNotGiven_dependsOnMaturity(String maturity, boolean enabled) {
        assertThat(accept(METADATA.replace("production", maturity) + RULE).enabled())
                .isEqualTo(enabled);
    }

    @Test
    void read_enabledGiven_countsMoreThanMaturity() {
        assertThat(accept(METADATA.replace("production", "beta") + RULE + "enabled = true\n")
                        .enabled())
                .isTrue();
        assertThat(accept(METADATA + RULE + "enabled = false\n").enabled()).isFalse();
    }

    @Test
    void read_deprecated_isDisabledWhateverItSays() {
        ReadRule read = read(METADATA.replace("production", "deprecated") + RULE + "enabled = true\n");

        assertThat(read.rule().orElseThrow().enabled()).isFalse();
        assertThat(read.renderedProblems())
                .containsExactly(
                        """
                        t.toml:4:1: field [metadata.maturity] is [deprecated]: the rule is loaded disabled [RULE_FIELD]
                            maturity = "deprecated"
                            ^^^^^^^^""");
    }

    @Test
    void read_unknownFields_areKeptInExtraAndNamed() {
        ReadRule read = read(METADATA + RULE + "tgas = [\"x\"]\n\n[other]\nx = 1\n");

        assertThat(read.status()).isEqualTo(ReadRule.Status.LOADED_WITH_WARNINGS);
        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "unknown field [rule.tgas] is kept and has no effect, did you mean [tags]?",
                        "unknown table [other] is kept and has no effect");
        assertThat(extra(read))
                .containsEntry("tgas", List.of("x"))
                .containsEntry("other", Map.of("x", 1))
                .containsKey("metadata");
        assertThat(read.rule().orElseThrow().document()).doesNotContainKeys("tgas", "other", "metadata");
    }

    @Test
    void read_placeholders_areRenderedForKibanaAndForPeople() {
        Rule rule = accept(
                """
                [[transform.osquery]]
                query = "SELECT *\\nFROM dns_cache"
                label = "DNS cache"

                [[transform.investigate]]
                label = "Same host"
                providers = [[{ excluded = false, field = "host.name", queryType = "phrase", value = "{{host.name}}", valueType = "string" }]]
                relativeFrom = "now-48h/h"

                """
                        + METADATA
                        + RULE
                        + "note = \"Look: $osquery_0 and $investigate_0.\"\n");

        assertThat(rule.document().get("note"))
                .isEqualTo("Look: !{osquery{\"label\":\"DNS cache\",\"query\":\"SELECT *\\nFROM dns_cache\"}} and "
                        + "!{investigate{\"label\":\"Same host\",\"providers\":[[{\"excluded\":false,\"field\":\"host.name\","
                        + "\"queryType\":\"phrase\",\"value\":\"{{host.name}}\",\"valueType\":\"string\"}]],"
                        + "\"relativeFrom\":\"now-48h/h\"}}.");
        assertThat(((Map<?, ?>) rule.document().get("extra")).get("readable_note"))
                .isEqualTo("Look: DNS cache: `SELECT * FROM dns_cache` and Same host: `host.name: {{host.name}}`,"
                        + " from now-48h/h to now.");
    }

    @Test
    void read_placeholdersAndTablesThatDoNotFit_areNamed() {
        ReadRule read =
                read("[[transform.osquery]]\nlabel = \"a\"\nquery = \"b\"\n[[transform.osquery]]\nlabel = \"c\"\n"
                        + "query = \"d\"\n" + METADATA + RULE + "note = \"$osquery_1 $investigate_10\"\n");

        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "table [transform.osquery[0]] is not used: the guide has no [$osquery_0]",
                        "field [rule.note] has the placeholder [$investigate_10], expected a table"
                                + " [[transform.investigate]] number [10], counted from 0, for it");
        assertThat(read.rule().orElseThrow().document().get("note"))
                .isEqualTo("!{osquery{\"label\":\"c\",\"query\":\"d\"}} $investigate_10");
    }

    @Test
    void read_attackReferences_endWithASlash() {
        Rule rule = accept(
                METADATA
                        + RULE
                        + """
                [[rule.threat]]
                framework = "MITRE ATT&CK"
                [[rule.threat.technique]]
                id = "T1021"
                name = "Remote Services"
                reference = "https://attack.mitre.org/techniques/T1021"
                [rule.threat.tactic]
                id = "TA0008"
                name = "Lateral Movement"
                reference = "https://attack.mitre.org/tactics/TA0008/"
                """);

        assertThat(rule.document().get("threat").toString())
                .contains("techniques/T1021/}")
                .contains("tactics/TA0008/}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "risk_score = 47          | risk_score = 470         | field [rule.risk_score] is [470], a number; expected a whole number from [0] to [100]",
                "risk_score = 47          | risk_score = 47.5        | field [rule.risk_score] is [47.5], a number; expected a whole number from [0] to [100]",
                "risk_score = 47          |                          | field [rule.risk_score] is missing, expected a whole number from [0] to [100]",
                "severity = \"medium\"    | severity = \"medum\"     | field [rule.severity] is [medum], expected one of [low, medium, high, critical], did you mean [medium]?",
                "severity = \"medium\"    |                          | field [rule.severity] is missing, expected one of [low, medium, high, critical]",
                "name = \"A rule\"        | name = \" \"             | field [rule.name] is empty, expected the name that people see",
                "name = \"A rule\"        | name = 5                 | field [rule.name] is [5], a number; expected a string",
                "type = \"eql\"           | type = \"sigma\"         | field [rule.type] is [sigma], expected one of [eql, esql, machine_learning, new_terms, query, saved_query, threat_match, threshold]",
                "language = \"eql\"       | language = \"kuery\"     | field [rule.language] is [kuery], expected [eql]",
                "language = \"eql\"       |                          | field [rule.language] is missing, expected [eql]",
                "description = \"Finds something.\" |                | field [rule.description] is missing, expected a sentence that says what the rule finds",
                "rule_id = \"ab75c24b-2502-43a0-bf7c-e60e662c811e\" |   | field [rule.rule_id] is missing, expected an id such as [897dc6b5-b39f-432a-8d75-d3730d50c782]",
                "rule_id = \"ab75c24b-2502-43a0-bf7c-e60e662c811e\" | rule_id = \"_x\" | field [rule.rule_id] is [_x], expected at most [256] characters and [500] bytes, none of them [/] or a control character, the first not [_]",
                "\"logs-*\", \"-logs-old-*\" | \"\"                  | field [rule.index] holds an empty pattern, expected a pattern such as [logs-*]",
                "\"logs-*\", \"-logs-old-*\" | 5                     | field [rule.index] holds [5], a number; expected an array of strings",
                "index = [\"logs-*\", \"-logs-old-*\"] | index = \"logs-*\" | field [rule.index] is [logs-*], a string; expected an array of strings",
                "creation_date = \"2020/11/03\" | creation_date = \"2020-11-03\" | field [metadata.creation_date] is [2020-11-03], expected a date such as [2026/11/21]",
                "creation_date = \"2020/11/03\" | creation_date = \"2020/02/30\" | field [metadata.creation_date] is [2020/02/30], expected a date such as [2026/11/21]",
                "creation_date = \"2020/11/03\" | creation_date = \"2027/11/03\" | field [metadata.updated_date] is [2026/05/04], expected a date not before [creation_date], which is [2027/11/03]",
                "maturity = \"production\" | maturity = \"ripe\"     | field [metadata.maturity] is [ripe], expected one of [development, experimental, beta, production, deprecated]",
                "maturity = \"production\" | min_stack_version = \"new\" | field [metadata.min_stack_version] is [new], expected a version such as [8.19.0]",
                "maturity = \"production\" | os_type_list = [\"beos\"] | field [metadata.os_type_list] holds [beos], expected one of [windows, linux, macos]",
            })
    void read_fieldIsWrong_isRejectedWithPathValueAndCure(String from, String to, String message) {
        String toml = METADATA + RULE;
        assertThat(toml).contains(from);
        ReadRule read = read(toml.replace(from, to == null ? "" : to));

        assertThat(read.status()).isEqualTo(ReadRule.Status.REJECTED);
        assertThat(read.problems()).extracting(Problem::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval = \"5x\"        | field [rule.interval] is [5x], expected a number and a unit s, m, h or d such as [5m]",
                "interval = \"0m\"        | field [rule.interval] is [0m], expected a number and a unit s, m, h or d such as [5m]",
                "from = \"9m\"            | field [rule.from] is [9m], expected a time such as [now-9m] or [2026-11-21T00:00:00Z]",
                "from = \"now+1m\"        | field [rule.from] is [now+1m], expected a time before [to], which is [now]",
                "max_signals = 0          | field [rule.max_signals] is [0], a number; expected a whole number, [1] or more",
                "version = 0              | field [rule.version] is [0], a number; expected a whole number, [1] or more",
                "building_block_type = \"x\" | field [rule.building_block_type] is [x], expected [default]",
                "tags = [1]               | field [rule.tags] holds [1], a number; expected an array of strings",
                "enabled = \"yes\"        | field [rule.enabled] is [yes], a string; expected true or false",
                "data_view_id = \"dv\"    | field [rule.data_view_id] is [dv]: data views belong to Kibana and cannot be resolved here; write the patterns of the data view into [index]",
                "timestamp_field = \"\"   | field [rule.timestamp_field] is empty, expected the name of a field",
                "threat = [{ framework = \"MITRE ATT&CK\" }] | field [rule.threat[0].tactic] is missing, expected an object with id, name and reference",
                "threat = [{ framework = \"MITRE ATT&CK\", tactic = { id = \"T8\", name = \"n\", reference = \"https://x/\" } }] | field [rule.threat[0].tactic.id] is [T8], expected an id such as [TA0008]",
                "severity_mapping = [{ field = \"f\", operator = \"is\", value = \"v\", severity = \"low\" }] | field [rule.severity_mapping[0].operator] is [is], expected [equals]",
                "risk_score_mapping = [5] | field [rule.risk_score_mapping[0]] is [5], a number; expected an object",
                "investigation_fields = { field_names = [] } | field [rule.investigation_fields.field_names] is empty, expected the names of one or more fields",
                "x = inf                  | field [rule.x] is [Infinity], expected a finite number",
            })
    void read_addedFieldIsWrong_isRejectedWithPathValueAndCure(String line, String message) {
        ReadRule read = read(METADATA + RULE + line + "\n");

        assertThat(read.status()).isEqualTo(ReadRule.Status.REJECTED);
        assertThat(read.ruleId()).contains("ab75c24b-2502-43a0-bf7c-e60e662c811e");
        assertThat(read.problems()).extracting(Problem::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "output_index = \"x\"     | UNSUPPORTED | field [rule.output_index] is kept but has no effect: alerts go to [signals-detect]",
                "throttle = \"1h\"        | UNSUPPORTED | field [rule.throttle] is kept but has no effect: it throttles actions, which are not run",
                "actions = [{ id = \"a\" }] | UNSUPPORTED | field [rule.actions] is kept but has no effect: Elasticsearch has no connectors; let a watch or your own client read [signals-detect]",
                "timeline_id = \"x\"      | RULE_FIELD | field [rule.timeline_title] is missing, expected it beside its twin: a timeline needs id and title",
                "outcome = \"exactMatch\" | RULE_FIELD | field [rule.outcome] is ignored: it is the state of the system the rule comes from",
                "alert_suppression = { group_by = [\"host.id\"], group_by_v2 = [{ field = \"host.id\" }] } | UNSUPPORTED | field [rule.alert_suppression.group_by_v2[0]] is kept but not applied: alerts are grouped by [group_by]",
                "building_block_type = \"default\" | RULE_FIELD | a building-block rule is usually run from [now-119m] or earlier every [60m] or more; found [now-6m] and [5m]; set [metadata.bypass_bbr_timing] if this is meant",
            })
    void read_fieldWithoutEffect_isLoadedWithAWarning(String line, Problem.Code code, String message) {
        ReadRule read = read(METADATA + RULE + line + "\n");

        assertThat(read.status()).isEqualTo(ReadRule.Status.LOADED_WITH_WARNINGS);
        assertThat(read.problems()).extracting(Problem::message).containsExactly(message);
        assertThat(read.problems()).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void read_severityAndRiskDisagree_warns() {
        assertThat(read((METADATA + RULE).replace("= 47", "= 48")).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "field [rule.risk_score] is [48], which is usual for severity [high], and the severity is"
                                + " [medium]");
    }

    @Test
    void read_remotePattern_warns() {
        assertThat(read((METADATA + RULE).replace("\"logs-*\"", "\"far:logs-*\""))
                        .problems())
                .extracting(Problem::message)
                .containsExactly("field [rule.index] holds [far:logs-*], a pattern of a remote cluster: it is kept, and"
                        + " nothing is read from there");
    }

    @Test
    void read_noIndex_takesKibanasDefaultsAndSaysSo() {
        ReadRule read = read((METADATA + RULE).replaceAll("index = .*\n", ""));

        assertThat(read.rule().orElseThrow().indices()).contains("logs-*", "-*elastic-cloud-logs-*");
        assertThat(read.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("field [rule.index] is missing: the default patterns of Kibana are used, [apm-*"));
    }

    @Test
    void read_newerStack_warns() {
        assertThat(read(METADATA + "min_stack_version = \"9.3.0\"\n" + RULE).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "field [metadata.min_stack_version] is [9.3.0], above the running version [8.19.21]: the"
                                + " rule may use fields that your events do not have");
        assertThat(read(METADATA + "min_stack_version = \"8.19\"\n" + RULE).problems())
                .isEmpty();
    }

    @Test
    void read_filterThatSaysNothing_refusesTheRule() {
        String filter = "[[rule.filters]]\n[rule.filters.meta]\ndisabled = false\n";

        assertThat(read(METADATA + RULE + filter).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Problem.Code.UNSUPPORTED);
            assertThat(problem.message())
                    .isEqualTo("filter [rule.filters[0].meta] is of type [] and has no [query]: without this filter the"
                            + " rule would match more than it should; write it into the query instead");
        });
        accept(METADATA + RULE + filter.replace("false", "true"));
    }

    @Test
    void read_filterOfTheVendorsRules_isAccepted() {
        accept(
                METADATA + RULE
                        + """
                [[rule.filters]]
                [rule.filters.meta]
                negate = true
                [rule.filters.query.wildcard."file.path"]
                "case_insensitive" = true
                "value" = "?:\\\\\\\\Windows\\\\\\\\*"
                """);
    }

    @Test
    void read_otherType_isKeptInactive() {
        ReadRule read = read((METADATA + RULE)
                .replace("type = \"eql\"", "type = \"threshold\"\nthreshold = { field = [], value = 5 }"));

        assertThat(read.rule().orElseThrow().type()).isEqualTo("threshold");
        assertThat(read.rule().orElseThrow().document())
                .containsEntry("threshold", Map.of("field", List.of(), "value", 5));
        assertThat(read.problems()).extracting(Problem::code).containsExactly(Problem.Code.UNSUPPORTED);
    }

    @Test
    void read_problems_pointAtTheFieldWhereverItStands() {
        ReadRule read = read(
                METADATA
                        + RULE
                        + """

                [[rule.threat]] # risk_score = 1
                framework = "MITRE ATT&CK"
                  [rule.threat.tactic]
                  id = "TA0008"
                  name = "Lateral Movement"
                  reference = "https://attack.mitre.org/tactics/TA0008/"

                [[rule.threat]]
                framework = "MITRE ATT&CK"
                technique = [
                    { id = "T1021", name = "Remote Services", reference = "https://attack.mitre.org/techniques/T1021/" },
                    { id = "1022", name = "[x]", reference = "https://attack.mitre.org/techniques/T1022/" },
                ]
                  [rule.threat.tactic]
                  id = "TA8"
                  name = "Lateral Movement"
                  reference = "https://attack.mitre.org/tactics/TA0008/"
                """);

        assertThat(read.renderedProblems())
                .containsExactly(
                        """
                        t.toml:30:7: field [rule.threat[1].technique[1].id] is [1022], expected an id such as [T1021] [RULE_FIELD]
                                { id = "1022", name = "[x]", reference = "https://attack.mitre.org/techniques/T1022/" },
                                  ^^""",
                        """
                        t.toml:33:3: field [rule.threat[1].tactic.id] is [TA8], expected an id such as [TA0008] [RULE_FIELD]
                              id = "TA8"
                              ^^""");
    }

    @Test
    void read_missingDates_areOnlyWarnings() {
        ReadRule read = read(RULE);

        assertThat(read.status()).isEqualTo(ReadRule.Status.LOADED_WITH_WARNINGS);
        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "field [metadata.creation_date] is missing, expected a date such as [2026/11/21]",
                        "field [metadata.updated_date] is missing, expected a date such as [2026/11/21]");
    }

    @Test
    void read_noTomlAtAll_saysWhere() {
        assertThat(read("[rule]\nname = 'x\n").renderedProblems())
                .containsExactly("t.toml:2:10: not TOML: Newline not permitted here [SYNTAX]\n    name = 'x\n"
                        + "             ^");
        assertThat(read("").problems())
                .extracting(Problem::message)
                .containsExactly("the file has no table [rule], expected [rule] with the fields of the rule below it");
    }

    @Test
    void read_tooLarge_namesTheLimit() {
        assertThat(TomlRules.read("t.toml", METADATA + RULE, ReadLimits.DEFAULT.withMaxBytes(100))
                        .problems())
                .extracting(Problem::message)
                .containsExactly("the rule has [" + (METADATA + RULE).length()
                        + "] bytes, the limit is [100]; shorten the guide, or split long lists over several rules");
        assertThat(codes(METADATA + RULE + "x = " + "[".repeat(50) + "]".repeat(50)))
                .containsExactly(Problem.Code.TOO_LARGE);
        assertThat(codes(METADATA + RULE + "x = " + "[".repeat(100_000))).containsExactly(Problem.Code.TOO_LARGE);
        assertThat(codes(METADATA + RULE + "x = [" + "1,".repeat(10_001) + "]"))
                .containsExactly(Problem.Code.TOO_LARGE);
        assertThat(codes(METADATA + RULE + "k".repeat(257) + " = 1")).containsExactly(Problem.Code.TOO_LARGE);
        assertThat(codes(METADATA + RULE + "a" + ".a".repeat(60_000) + " = 1")).containsExactly(Problem.Code.TOO_LARGE);
    }

    @Test
    void read_manyMistakes_showsTheFirstHundred() {
        ReadRule read = read(METADATA + RULE + "tags = [" + "1,".repeat(500) + "]");

        assertThat(read.problems()).hasSize(101);
        assertThat(read.problems().get(100).message()).isEqualTo("[400] further problems are not shown");
        assertThat(read.status()).isEqualTo(ReadRule.Status.REJECTED);
    }

    private static Rule accept(String toml) {
        ReadRule read = read(toml);
        assertThat(read.renderedProblems()).isEmpty();
        assertThat(read.status()).isEqualTo(ReadRule.Status.LOADED);
        Rule rule = read.rule().orElseThrow();
        assertThat(RuleDocument.fromJson(RuleDocument.toJson(rule))).isEqualTo(rule);
        return rule;
    }

    private static ReadRule read(String toml) {
        return TomlRules.read("t.toml", toml);
    }

    private static List<Problem.Code> codes(String toml) {
        return read(toml).problems().stream().map(Problem::code).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> extra(ReadRule read) {
        return (Map<String, Object>) read.rule().orElseThrow().document().get("extra");
    }
}
