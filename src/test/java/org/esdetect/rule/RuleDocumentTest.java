package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RuleDocumentTest {
    @Property(tries = 300)
    void fromJson_ofToJson_isTheSameRule(@ForAll("documents") Map<String, Object> document) {
        Rule rule = rule(document);

        assertThat(RuleDocument.fromJson(RuleDocument.toJson(rule))).isEqualTo(rule);
        assertThat(RuleDocument.toJson(RuleDocument.fromJson(RuleDocument.toJson(rule))))
                .isEqualTo(RuleDocument.toJson(rule));
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(5).asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bigIntegers().asGeneric());
        Arbitrary<Object> values = Arbitraries.lazyOf(
                () -> scalars, () -> scalars, () -> scalars.list().ofMaxSize(3).asGeneric(), () -> maps(scalars)
                        .asGeneric());
        return maps(values);
    }

    private static Arbitrary<Map<String, Object>> maps(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(8).ofMaxLength(9), values)
                .ofMaxSize(4);
    }

    @Test
    void toJson_equalRules_giveEqualText() {
        Map<String, Object> one = new HashMap<>();
        one.put("zeta", Map.of("b", 1, "a", 2L));
        one.put("alpha", BigInteger.ONE);

        assertThat(RuleDocument.toJson(rule(one)))
                .isEqualTo(RuleDocument.toJson(rule(Map.of("alpha", 1, "zeta", Map.of("a", 2, "b", 1L)))))
                .contains("\"zeta\":{\"a\":2,\"b\":1}");
    }

    @Test
    void newRule_documentSaysOtherwise_followsTheComponents() {
        Rule rule = rule(Map.of("enabled", false, "name", "another", "tiebreaker_field", "x", "index", List.of("old")));

        assertThat(rule.document())
                .containsEntry("enabled", true)
                .containsEntry("name", "A rule")
                .containsEntry("index", List.of("logs-*"))
                .containsEntry("risk_score", 21)
                .doesNotContainKey("tiebreaker_field");
        assertThat(rule.withEnabled(false).document()).containsEntry("enabled", false);
        assertThat(rule.withEnabled(false).withEnabled(true)).isEqualTo(rule);
    }

    @Test
    void document_isUnmodifiableAtEveryLevelAndKeepsNulls() {
        List<Object> frequency = new ArrayList<>(Arrays.asList("a", null));
        Rule rule = rule(Map.of("actions", frequency));
        frequency.clear();

        assertThat(rule.document().get("actions")).isEqualTo(Arrays.asList("a", null));
        assertThatThrownBy(() -> rule.document().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) rule.document().get("actions")).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void fromDocument_fieldsAbsent_takesDefaults() {
        Rule rule = RuleDocument.fromDocument(Map.of("rule_id", "r", "name", "n", "type", "eql"));

        assertThat(rule.enabled()).isFalse();
        assertThat(rule.query()).isEmpty();
        assertThat(rule.timing()).isEqualTo(new Rule.Timing("5m", "now-6m", "now", 100));
        assertThat(rule.fields())
                .isEqualTo(new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.empty()));
    }

    @Test
    void fromDocument_noRule_saysWhat() {
        assertThatThrownBy(() -> RuleDocument.fromDocument(Map.of("name", "n", "type", "eql")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the document of a rule has no [rule_id]");
        assertThatThrownBy(() -> RuleDocument.fromDocument(
                        Map.of("rule_id", "r", "name", "n", "type", "eql", "index", "logs-*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field [index] of a rule's document is [logs-*]");
        assertThatThrownBy(() -> RuleDocument.fromJson("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forKibana_extra_goesIntoMetaAndEcsIsLeftOut() {
        Map<String, Object> exported = RuleDocument.forKibana(rule(Map.of(
                "extra",
                Map.of("metadata", Map.of("maturity", "production")),
                "meta",
                Map.of("from", "1m"),
                "required_fields",
                List.of(Map.of("name", "host.id", "type", "keyword", "ecs", true)))));

        assertThat(exported)
                .containsEntry(
                        "meta", Map.of("from", "1m", "detect", Map.of("metadata", Map.of("maturity", "production"))))
                .containsEntry("required_fields", List.of(Map.of("name", "host.id", "type", "keyword")))
                .doesNotContainKey("extra");
    }

    private static Rule rule(Map<String, Object> document) {
        return new Rule(
                "r-1",
                "A rule",
                true,
                "eql",
                "process where true",
                List.of("logs-*"),
                "low",
                21,
                new Rule.Timing("5m", "now-9m", "now", 100),
                new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.of("event.ingested")),
                document);
    }
}
