package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What ships is what was promised: the rules' ids, queries and facts, to the letter. */
class BundledRulesTest {
    private static final Path FOLDER = Path.of("rules");
    static final List<String> FILES = BundledRules.FILES;

    @Test
    void files_areAllFilesOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".toml")))
                    .containsExactlyInAnyOrderElementsOf(BundledRules.FILES);
        }
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void text_onTheClassPath_isTheFileOfTheFolder(String file) throws IOException {
        assertThat(BundledRules.text(file)).isEqualTo(Files.readString(FOLDER.resolve(file)));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void read_hasNoProblemAndSurvivesTheStore(String file) {
        ReadRule read = TomlRules.read(file, BundledRules.text(file));

        assertThat(read.renderedProblems()).isEmpty();
        assertThat(RuleDocument.fromJson(RuleDocument.toJson(read.rule().orElseThrow())))
                .isEqualTo(read.rule().orElseThrow());
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void text_saysWhoseItIs(String file) {
        assertThat(BundledRules.text(file))
                .startsWith("# Author: Elastic. Query and metadata are licensed under the Elastic License v2\n");
    }

    @Test
    void load_isInOrderOfIdsAndMarkedAsAVendors() {
        List<Rule> rules = BundledRules.load();

        assertThat(rules).extracting(Rule::id).isSorted().hasSize(5);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.enabled()).isTrue();
            assertThat(rule.type()).isEqualTo("eql");
            assertThat(rule.timing()).isEqualTo(new Rule.Timing("5m", "now-9m", "now", 100));
            assertThat(rule.document())
                    .containsEntry("author", List.of("Elastic"))
                    .containsEntry("license", "Elastic License v2")
                    .containsEntry("immutable", true)
                    .containsEntry("rule_source", Map.of("type", "external", "is_customized", false));
        });
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void guide_placeholdersAreRenderedEverywhere(String file) {
        Map<String, Object> document = TomlRules.read(file, BundledRules.text(file))
                .rule()
                .orElseThrow()
                .document();
        String readable = String.valueOf(((Map<?, ?>) document.get("extra")).get("readable_note"));

        assertThat(document.get("note").toString())
                .doesNotContain("$osquery_", "$investigate_")
                .contains(
                        "!{osquery{\"label\":",
                        "!{investigate{\"description\":",
                        "\"value\":\"{{process.entity_id}}\"");
        assertThat(readable)
                .doesNotContain("$osquery_", "$investigate_", "!{")
                .contains("`event.kind: signal and host.name: {{host.name}}`, from now-48h/h to now");
    }

    /** The hash is the SHA-256 of the query, outer white space aside; strings are the string constants in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "897dc6b5-b39f-432a-8d75-d3730d50c782|Kerberos Traffic from Unusual Process|medium|47|210|true|false|TA0006 T1558|2|46|319074b0c94dbf41e397235b13d8908c64998f69fd36881c35bf49a9b5a6dda6",
                "ab75c24b-2502-43a0-bf7c-e60e662c811e|Remote Execution via File Shares|medium|47|114|false|false|TA0008 T1021 T1021.002 T1570|2|30|6857edd8dd34d70ce78a6c198fe879cdc99dfc43c922e7824dc55f1ab82ab30a",
                "3838e0e3-1850-4850-a411-2e8c5ba40ba8|Network Connection via Certutil|low|21|215|true|true|TA0011 T1105|4|31|b93c2b1b5db58387e381810dbca48d411fbaeb16444cb22d820251f0f094da9e",
                "66883649-f908-4a5b-a1e0-54090a1d3a32|Connection to Commonly Abused Web Services|low|21|113|true|false|TA0011 T1102 T1568 T1568.002 TA0010 T1567 T1567.001 T1567.002|1|130|8ee54a799923bc7b30e7bda62e52a9f0985adaada22d6d3a55de986fd44212fb",
                "8c37dc0e-e3ac-4c97-8aa0-cf6a9122de45|Unusual Child Process of dns.exe|high|73|313|true|false|TA0008 T1210|9|4|7d030917c4b592ff78dafb8d3ff2442d39d793fa35fb74aadc0d276a94d9aa8a",
            })
    void load_rule_isTheOneThatWasPromised(
            String id,
            String name,
            String severity,
            int riskScore,
            int version,
            boolean overridesTimestamp,
            boolean buildingBlock,
            String attack,
            int indices,
            int strings,
            String hash)
            throws Exception {
        Rule rule = BundledRules.load().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(rule.name()).isEqualTo(name);
        assertThat(rule.severity()).isEqualTo(severity);
        assertThat(rule.riskScore()).isEqualTo(riskScore);
        assertThat(rule.document().get("version")).isEqualTo(version);
        assertThat(rule.fields().timestampOverride().isPresent()).isEqualTo(overridesTimestamp);
        assertThat(rule.isBuildingBlock()).isEqualTo(buildingBlock);
        assertThat(String.join(" ", attackIds(rule.document().get("threat")))).isEqualTo(attack);
        assertThat(rule.indices()).hasSize(indices);
        assertThat(rule.query().split("\"", -1).length / 2).isEqualTo(strings);
        assertThat(sha256(rule.query())).isEqualTo(hash);
    }

    /** Tactic, then its techniques, each with its sub-techniques, as {@code rules/*.toml} writes them. */
    private static List<String> attackIds(Object threat) {
        return objects(threat)
                .flatMap(entry -> Stream.concat(
                        Stream.of(((Map<?, ?>) entry.get("tactic")).get("id").toString()),
                        objects(entry.get("technique"))
                                .flatMap(technique -> Stream.concat(
                                        Stream.of(technique.get("id").toString()),
                                        objects(technique.get("subtechnique"))
                                                .map(sub -> sub.get("id").toString())))))
                .toList();
    }

    private static Stream<Map<?, ?>> objects(Object list) {
        return list instanceof List<?> items ? items.stream().map(item -> (Map<?, ?>) item) : Stream.of();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
