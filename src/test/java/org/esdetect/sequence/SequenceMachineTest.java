package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;
import org.junit.jupiter.api.Test;

/** Order, limits and memory. What is found is in {@link WorkedExamplesTest} and {@link MissingStepsTest}. */
class SequenceMachineTest {
    private static final SequenceLimits LIMITS = new SequenceLimits(100, 10, 150);
    private static final int NO_SLACK = 0;

    private static SequencePlan keyed(OptionalLong maxSpanMillis, boolean... missing) {
        List<JoinKey> keys = List.of(new JoinKey("k", false));
        List<Step> steps = new ArrayList<>();
        for (boolean isMissing : missing) {
            steps.add(new Step(keys, isMissing));
        }
        return new SequencePlan(steps, maxSpanMillis, Optional.empty());
    }

    private static SequenceMachine<String> pairs(OptionalLong maxSpanMillis) {
        return new SequenceMachine<>(keyed(maxSpanMillis, false, false), LIMITS, NO_SLACK);
    }

    private static Candidate<String> nanos(long timeMillis, int nanos, Object key, int... steps) {
        BitSet set = new BitSet();
        Arrays.stream(steps).forEach(set::set);
        String id = timeMillis + "." + nanos + "@" + key;
        return new Candidate<>(
                id,
                new ListedEvent(Map.of("k", List.of(key))),
                new Ordinal(timeMillis, nanos, null, "index", id),
                set,
                false);
    }

    private static Candidate<String> event(long timeMillis, Object key, int... steps) {
        return nanos(timeMillis, 0, key, steps);
    }

    @Test
    void accept_eventBeforeTheLast_isRefused() {
        SequenceMachine<String> machine = pairs(OptionalLong.empty());
        machine.accept(event(5, "a", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.accept(event(4, "a", 1)))
                .withMessageStartingWith("events must come in ascending order, found [Ordinal[timeMillis=4");
    }

    @Test
    void accept_sameEventTwice_isRefused() {
        SequenceMachine<String> machine = pairs(OptionalLong.empty());
        machine.accept(event(5, "a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> machine.accept(event(5, "a", 1)));
    }

    @Test
    void accept_stepThatThePlanLacks_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pairs(OptionalLong.empty()).accept(event(5, "a", 2)))
                .withMessageStartingWith("no step [2] in a plan of [2] steps");
    }

    @Test
    void accept_untilThatThePlanLacks_isRefused() {
        Candidate<String> until =
                new Candidate<>("u", path -> List.of(), new Ordinal(1, 0, null, "index", "u"), new BitSet(), true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pairs(OptionalLong.empty()).accept(until))
                .withMessageStartingWith("the plan has no until");
    }

    @Test
    void accept_oneNanosecondBeyondMaxSpan_isTooLate() {
        SequenceMachine<String> machine = pairs(OptionalLong.of(10));
        machine.accept(nanos(0, 500, "in", 0));
        machine.accept(nanos(0, 501, "out", 0));
        machine.accept(nanos(10, 500, "in", 1));
        machine.accept(nanos(10, 502, "out", 1));
        assertThat(machine.drain(0)).map(CompletedSequence::events).containsExactly(List.of("0.500@in", "10.500@in"));
    }

    @Test
    void accept_timesAtTheEndsOfLong_areTooFarApartAndDoNotOverflow() {
        SequenceMachine<String> machine = pairs(OptionalLong.of(Long.MAX_VALUE));
        machine.accept(event(Long.MIN_VALUE + 1, "a", 0));
        machine.accept(event(Long.MAX_VALUE, "a", 1));
        assertThat(machine.drain(0)).isEmpty();
        assertThat(machine.pending()).isZero();
    }

    @Test
    void accept_morePendingThanAllowed_namesTheLimit() {
        SequenceMachine<String> machine = pairs(OptionalLong.empty());
        for (int i = 0; i < 100; i++) {
            machine.accept(event(i, i, 0));
        }
        assertThat(machine.pending()).isEqualTo(100);
        machine.accept(event(100, 99, 0));
        assertThat(machine.pending()).as("a replacement is not one more").isEqualTo(100);
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> machine.accept(event(101, 101, 0)))
                .withMessageStartingWith(
                        "more than [100] pending sequences: one more begins with [Ordinal[timeMillis=101,")
                .satisfies(exceeded -> assertThat(exceeded.limit()).isEqualTo("pending sequences"));
    }

    @Test
    void accept_moreUndecidedThanAllowed_namesTheLimit() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(1_000), false, true), LIMITS, NO_SLACK);
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        machine.accept(event(i, "a", 0));
                    }
                })
                .satisfies(exceeded -> assertThat(exceeded.limit()).isEqualTo("pending sequences"));
    }

    @Test
    void accept_moreRememberedKeysThanAllowed_namesTheLimit() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(1_000), true, false), LIMITS, NO_SLACK);
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 500; i++) {
                        machine.accept(event(i, i, 0));
                    }
                })
                .satisfies(exceeded -> assertThat(exceeded.limit()).isEqualTo("remembered join keys"));
    }

    @Test
    void accept_manyKeysThatEnd_areForgotten() {
        SequenceMachine<String> machine = pairs(OptionalLong.empty());
        for (int i = 0; i < 10_000; i++) {
            machine.accept(event(2L * i, i, 0));
            machine.accept(event(2L * i + 1, i, 1));
        }
        assertThat(machine.pending()).isZero();
        assertThat(machine.rememberedKeys()).isLessThan(10);
        assertThat(machine.drain(0)).hasSize(10_000);
    }

    @Test
    void accept_manyKeysThatOutliveMaxSpan_areForgotten() {
        SequenceMachine<String> machine = pairs(OptionalLong.of(5));
        for (int i = 0; i < 10_000; i++) {
            machine.accept(event(i, i, 0));
            assertThat(machine.pending()).isLessThanOrEqualTo(6);
        }
        assertThat(machine.rememberedKeys()).isLessThan(20);
    }

    @Test
    void accept_manyKeysOfMissingSteps_areForgotten() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(5), true, false, true, false, true), LIMITS, NO_SLACK);
        for (int i = 0; i < 10_000; i++) {
            machine.accept(event(i, i, i % 5));
            machine.drain(i);
        }
        assertThat(machine.rememberedKeys()).isLessThan(20);
    }

    @Test
    void accept_keyWhoseVerdictIsOpenToTheLastMoment_isNotForgotten() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(10), false, true), LIMITS, NO_SLACK);
        machine.accept(event(0, "a", 0));
        // Another key is new, so idle ones are looked for.
        machine.accept(nanos(10, 0, "b", 0));
        machine.accept(nanos(10, 1, "a", 1));
        assertThat(machine.drain(Long.MAX_VALUE)).map(CompletedSequence::events).containsExactly(List.of("10.0@b"));
    }

    @Test
    void pending_maxSpanOverOnAnEventOfAnotherKey_isGone() {
        SequenceMachine<String> machine = pairs(OptionalLong.of(10));
        machine.accept(event(0, "a", 0));
        machine.accept(event(10, "b", 1));
        assertThat(machine.pending()).isEqualTo(1);
        machine.accept(event(11, "b", 1));
        assertThat(machine.pending()).isZero();
    }

    @Test
    void pending_undecided_countsUntilItIsDrainedOrSpoiled() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(10), false, true), LIMITS, NO_SLACK);
        machine.accept(event(0, "kept", 0));
        machine.accept(event(0, "spoiled", 0));
        assertThat(machine.pending()).isEqualTo(2);
        machine.accept(event(5, "spoiled", 1));
        assertThat(machine.pending()).isEqualTo(1);
        assertThat(machine.drain(9)).isEmpty();
        assertThat(machine.pending()).isEqualTo(1);
        assertThat(machine.drain(10)).hasSize(1);
        assertThat(machine.pending()).isZero();
    }

    @Test
    void drain_verdictGivenTooEarly_isNotTakenBack() {
        SequenceMachine<String> machine =
                new SequenceMachine<>(keyed(OptionalLong.of(10), false, true), LIMITS, NO_SLACK);
        machine.accept(event(0, "a", 0));
        assertThat(machine.drain(10)).hasSize(1);
        machine.accept(event(5, "a", 1));
        assertThat(machine.pending()).isZero();
        assertThat(machine.drain(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void drain_withoutMissingSteps_doesNotWait() {
        SequenceMachine<String> machine = pairs(OptionalLong.of(10));
        machine.accept(event(0, "a", 0));
        machine.accept(event(5, "a", 1));
        assertThat(machine.drain(Long.MIN_VALUE)).hasSize(1);
        assertThat(machine.drain(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void drain_joinKeys_areCanonicalAndInKeyOrder() {
        List<JoinKey> keys = List.of(new JoinKey("k", false), new JoinKey("none", true));
        SequencePlan plan = new SequencePlan(
                List.of(new Step(keys, false), new Step(keys, false)), OptionalLong.empty(), Optional.empty());
        List<CompletedSequence<String>> found = SequenceMachine.run(plan, List.of(event(0, 7, 0), event(1, 7.0, 1)), 0);
        assertThat(found).singleElement().satisfies(sequence -> assertThat(sequence.joinKeys())
                .containsExactly(7L, null));
    }

    @Test
    void new_limitOfNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceLimits(0, 1, 1));
    }
}
