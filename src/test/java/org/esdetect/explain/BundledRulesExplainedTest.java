package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;
import org.esdetect.testing.RuleCases;
import org.esdetect.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case beside a bundled rule: the explanation says what the case says, and names what decided. */
class BundledRulesExplainedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<RuleCases> cases() throws IOException {
        return RuleCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void explain_eachCase_agrees_andNamesWhatDecided(RuleCases cases) {
        Rule rule = BundledRules.load().stream()
                .filter(candidate -> candidate.id().equals(cases.ruleId()))
                .findFirst()
                .orElseThrow();
        Explainer explainer = Explainer.of(new SourceText("query", rule.query()), rule.fields());
        assertThat(cases.cases()).isNotEmpty();
        for (RuleCases.Case example : cases.cases()) {
            List<MapEvent> events = example.events().stream()
                    .map(BundledRulesExplainedTest::event)
                    .toList();
            if (explainer instanceof EventExplainer ofEvent) {
                check(example, events.stream().map(ofEvent::explain).toList());
            } else if (explainer instanceof SequenceExplainer ofSequence) {
                check(example, ofSequence.explain(events, position -> "event " + position));
            }
        }
    }

    private static void check(RuleCases.Case example, List<Clause> explained) {
        boolean matched = explained.stream().anyMatch(Clause::matched);
        assertThat(matched).as(example.name()).isEqualTo(example.match());
        for (Clause clause : explained) {
            assertThat(clause.deciding()).as(example.name()).isNotEmpty().allSatisfy(test -> assertThat(
                            ExplanationText.found(test))
                    .isNotBlank());
        }
    }

    private static void check(RuleCases.Case example, SequenceExplanation explained) {
        assertThat(explained.matched()).as(example.name()).isEqualTo(example.match());
        assertThat(explained.miss().isPresent()).as(example.name()).isNotEqualTo(explained.matched());
        explained
                .miss()
                .ifPresent(miss -> assertThat(miss.message()).as(example.name()).isNotBlank());
    }

    private static MapEvent event(JsonNode event) {
        return new MapEvent(JSON.convertValue(event, new TypeReference<Map<String, Object>>() {}));
    }
}
