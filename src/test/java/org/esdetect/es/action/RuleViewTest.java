package org.esdetect.es.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticsearch.common.Strings;
import org.esdetect.condition.Condition;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.store.RuleSummary;
import org.esdetect.es.store.StoredRule;
import org.esdetect.es.store.Version;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.esdetect.text.Span;
import org.junit.jupiter.api.Test;

class RuleViewTest {
    private static final Rule RULE =
            TestRules.rule("a", Map.of("query", "process where\n lenght(x) > 1", "tags", List.of("t")));

    @Test
    void status_followsWhatThisNodeMakesOfTheRule() {
        assertThat(view(Optional.empty()).status()).isEqualTo("pending");
        assertThat(view(Optional.of(TestRules.compile(RULE))).status()).isEqualTo("active");
        assertThat(view(Optional.of(TestRules.compile(RULE.withEnabled(false)))).status())
                .isEqualTo("disabled");
        assertThat(view(Optional.of(failed())).status()).isEqualTo("failed");
    }

    @Test
    void mode_isThatOfThePlan() {
        assertThat(view(Optional.of(TestRules.compile(RULE))).mode()).contains(RuleView.Mode.INLINE);
        assertThat(view(Optional.of(sequence())).mode()).contains(RuleView.Mode.SEQUENCE);
        assertThat(view(Optional.of(failed())).mode()).isEmpty();
        assertThat(view(Optional.empty()).mode()).isEmpty();
    }

    @Test
    void json_placesProblemsInTheQuery() {
        assertThat(Strings.toString(view(Optional.of(failed()))))
                .isEqualTo(
                        "{\"id\":\"a\",\"name\":\"Rule a\",\"enabled\":true,\"type\":\"eql\",\"severity\":\"medium\","
                                + "\"risk_score\":47,\"version\":1,\"revision\":3,\"tags\":[\"t\"],\"indices\":[\"logs-*\"],"
                                + "\"status\":\"failed\",\"problems\":[{\"code\":\"UNKNOWN_FUNCTION\","
                                + "\"message\":\"unknown function [lenght], did you mean [length]?\",\"in\":\"query\",\"line\":2,\"column\":2,"
                                + "\"text\":\"lenght\"}],\"warnings\":[{\"code\":\"LEADING_WILDCARD\",\"message\":\"slow\","
                                + "\"in\":\"query\",\"line\":1,\"column\":1,\"text\":\"\"}]}");
    }

    @Test
    void json_untilLoaded_claimsNothingOfTheQuery() {
        assertThat(Strings.toString(view(Optional.empty())))
                .contains("\"status\":\"pending\"")
                .doesNotContain("problems", "mode");
    }

    private static RuleView view(Optional<CompiledRule> compiled) {
        return new RuleView(RuleSummary.of(new StoredRule(RULE, 3, new Version(7, 1))), compiled);
    }

    private static CompiledRule failed() {
        Problem error = new Problem(
                Problem.Code.UNKNOWN_FUNCTION,
                Problem.Severity.ERROR,
                new Span(15, 21),
                "unknown function [lenght], did you mean [length]?");
        Problem warning = new Problem(Problem.Code.LEADING_WILDCARD, Problem.Severity.WARNING, new Span(0, 0), "slow");
        return new CompiledRule(RULE, Optional.empty(), "0", List.of(error, warning));
    }

    private static CompiledRule sequence() {
        SequencePlan.Step step = new SequencePlan.Step(List.of(), false);
        SequencePlan shape = new SequencePlan(List.of(step, step), OptionalLong.empty(), Optional.empty());
        Plan plan = new Plan.OfSequence(shape, List.of(Condition.ALWAYS, Condition.ALWAYS), Optional.empty());
        return new CompiledRule(RULE, Optional.of(plan), "0", List.of());
    }
}
