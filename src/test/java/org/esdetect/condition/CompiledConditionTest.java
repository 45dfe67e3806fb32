package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;
import org.esdetect.testing.RandomEvents;
import org.junit.jupiter.api.Test;

class CompiledConditionTest {
    private static final int EVENTS_PER_CONDITION = 20;

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void matches_randomConditionAndEvents_isTheEvaluatorsVerdict(@ForAll long seed) {
        Random random = new Random(seed);
        Condition condition = new RandomConditions(random).next(3);
        CompiledCondition compiled = CompiledCondition.compile(condition);
        RandomEvents events = new RandomEvents(random);

        for (int i = 0; i < EVENTS_PER_CONDITION; i++) {
            Map<String, Object> event = events.next();
            boolean expected = Evaluator.matches(condition, new MapEvent(event));
            assertThat(compiled.matches(new MapEvent(event)))
                    .as("%s on %s", condition, event)
                    .isEqualTo(expected);
            assertThat(compiled.matches(new MapEvent(event), new Budget("combinations of values", 100_000)))
                    .isEqualTo(expected);
        }
    }

    /** Without this the property above could pass on verdicts that are all alike. */
    @Test
    void randomConditions_onRandomEvents_matchSometimes() {
        Random random = new Random(7);
        RandomConditions conditions = new RandomConditions(random);
        RandomEvents events = new RandomEvents(random);
        int matches = 0;
        for (int i = 0; i < 2_000; i++) {
            Condition condition = new Condition.Leaf(conditions.predicate());
            if (Evaluator.matches(condition, new MapEvent(events.next()))) {
                matches++;
            }
        }
        assertThat(matches).isBetween(100, 1_000);
    }

    @Test
    void condition_compiled_isKept() {
        Condition condition = Terms.is("f", "x");
        assertThat(CompiledCondition.compile(condition).condition()).isSameAs(condition);
    }

    @Test
    void compile_malformedBlock_saysWhich() {
        Condition condition = new Condition.Leaf(new Predicate.InNetwork("f", List.of("10.0.0.0/99")));

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> CompiledCondition.compile(condition))
                .withMessageStartingWith("[10.0.0.0/99] is not a network block");
    }
}
