package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.esdetect.explain.SequenceExplanation.Miss;
import org.esdetect.explain.SequenceExplanation.Miss.Code;
import org.junit.jupiter.api.Test;

class SequenceExplainerTest {
    private static final String TWO = "sequence by host with maxspan=5s [a where x == 1] [b where y == 2]";

    @Test
    void completed_namesTheEventsOfEachStep() {
        SequenceExplanation found =
                Explained.sequence(TWO, at(9, "b", "'host': 'h', 'y': 2"), at(4, "a", "'host': 'h', 'x': 1"));
        assertThat(found.miss()).isEmpty();
        assertThat(found.sequences()).containsExactly(new SequenceExplanation.Found(List.of(1, 0), List.of("h")));
        assertThat(ExplanationText.of(found, position -> "#" + position))
                .isEqualTo(
                        """
                        ✓ 1 sequence
                          ✓ #1, #0, joined by ["h"]
                          ✓ step 1 [a where x == 1]: #1
                          ✓ step 2 [b where y == 2]: #0
                        """);
    }

    @Test
    void noEventForAStep_showsTheClosest() {
        Miss miss = miss(
                TWO,
                at(1, "a", "'host': 'h', 'x': 1"),
                at(2, "c", "'host': 'h', 'y': 1"),
                at(3, "b", "'host': 'h', 'y': 1"));
        assertThat(miss.code()).isEqualTo(Code.NO_EVENT);
        assertThat(miss.reached()).isEqualTo(1);
        assertThat(miss.events()).containsExactly(0);
        assertThat(miss.message()).isEqualTo("no event satisfies step 2 [b where y == 2]");
        assertThat(miss.closest()).hasValueSatisfying(closest -> {
            assertThat(closest.event()).isEqualTo(2);
            assertThat(closest.clause().deciding()).extracting(Clause::text).containsExactly("y == 2");
        });
    }

    @Test
    void noEventAtAll_isSaidToo() {
        Miss miss = miss(TWO);
        assertThat(miss.code()).isEqualTo(Code.NO_EVENT);
        assertThat(miss.reached()).isZero();
        assertThat(miss.message()).isEqualTo("no event satisfies step 1 [a where x == 1]");
        assertThat(miss.closest()).isEmpty();
    }

    @Test
    void otherKeys_areListed() {
        Miss miss = miss(TWO, at(1, "a", "'host': 'h', 'x': 1"), at(2, "b", "'host': 'H', 'y': 2"));
        assertThat(miss.code()).isEqualTo(Code.OTHER_KEYS);
        assertThat(miss.message())
                .isEqualTo("no event satisfies step 2 with the join key [\"h\"] of [host]: event [1] has [\"H\"]");
    }

    @Test
    void aMissingKey_isNamed() {
        Miss miss = miss(TWO, at(1, "a", "'host': 'h', 'x': 1"), at(2, "b", "'y': 2"));
        assertThat(miss.code()).isEqualTo(Code.KEY_MISSING);
        assertThat(miss.message()).isEqualTo("event [1] satisfies step 2, but has no [host], which it is joined by");
        assertThat(miss(TWO, at(1, "a", "'x': 1")).code()).isEqualTo(Code.KEY_MISSING);
    }

    @Test
    void anEventWithoutATime_hasNoPlace() {
        Miss miss = miss(TWO, at(1, "a", "'host': 'h', 'x': 1"), "{'event.category': 'b', 'host': 'h', 'y': 2}");
        assertThat(miss.code()).isEqualTo(Code.NO_TIME);
        assertThat(miss.message()).isEqualTo("event [1] satisfies step 2, but has no time in [@timestamp]");
    }

    @Test
    void maxspan_saysByHowMuch() {
        Miss miss = miss(TWO, at(1, "a", "'host': 'h', 'x': 1"), at(90, "b", "'host': 'h', 'y': 2"));
        assertThat(miss.code()).isEqualTo(Code.MAXSPAN);
        assertThat(miss.message())
                .isEqualTo("step 2 came with event [1], 1m 29s after event [0]: maxspan of 5s is exceeded by 1m 24s");
    }

    @Test
    void reversedOrder_isToldFromNothing() {
        Miss miss = miss(TWO, at(9, "a", "'host': 'h', 'x': 1"), at(7, "b", "'host': 'h', 'y': 2"));
        assertThat(miss.code()).isEqualTo(Code.ORDER);
        assertThat(miss.message())
                .isEqualTo("event [1] satisfies step 2, but comes 2s before event [0], which it must follow");
    }

    @Test
    void oneEventForTwoSteps_isNoSequence() {
        Miss miss = miss("sequence [any where x == 1] [a where true]", at(1, "a", "'x': 1"));
        assertThat(miss.code()).isEqualTo(Code.SAME_EVENT);
        assertThat(miss.message())
                .isEqualTo("only event [0] satisfies step 2, and an event is never twice in one sequence");
    }

    @Test
    void fewerEventsThanRuns_areCounted() {
        String query = "sequence [a where true] with runs=3 [b where true]";
        SequenceExplanation explanation = Explained.sequence(query, at(1, "a", "'x': 1"), at(2, "a", "'x': 1"));
        assertThat(explanation.miss()).hasValueSatisfying(miss -> {
            assertThat(miss.code()).isEqualTo(Code.TOO_FEW);
            assertThat(miss.reached()).isEqualTo(2);
            assertThat(miss.of()).isEqualTo(4);
        });
        assertThat(ExplanationText.of(explanation, position -> "#" + position))
                .isEqualTo(
                        """
                        ✗ no sequence
                          ✓ steps 1 to 3 [a where true]: #0, #1
                          ✗ step 4 [b where true]: no event
                        nearest: 2 of 4 steps, #0, #1; 2 of the 3 events that step 1 asks for came, with event [1] as the last
                        """);
    }

    @Test
    void until_isNamed() {
        Miss miss = miss(
                "sequence [a where true] [b where true] until [c where true]",
                at(1, "a", "'x': 1"),
                at(2, "c", "'x': 1"),
                at(3, "b", "'x': 1"));
        assertThat(miss.code()).isEqualTo(Code.CANCELLED);
        assertThat(miss.message()).isEqualTo("event [1] satisfies until and cancels what began with event [0]");
    }

    @Test
    void missingStep_isNamed() {
        Miss miss = miss(
                "sequence with maxspan=10s [a where true] ![c where true] [b where true]",
                at(1, "a", "'x': 1"),
                at(2, "c", "'x': 1"),
                at(3, "b", "'x': 1"));
        assertThat(miss.code()).isEqualTo(Code.SPOILED);
        assertThat(miss.reached()).isEqualTo(2);
        assertThat(miss.message())
                .isEqualTo("all steps occurred, but so did event [1], which satisfies step 2 ![c where true]");
    }

    @Test
    void theAttemptThatGotFurthest_isTheNearest() {
        Miss miss = miss(
                "sequence by k [a where true] [b where true] [c where true]",
                at(1, "a", "'k': 1"),
                at(2, "b", "'k': 1"),
                at(3, "a", "'k': 2"));
        assertThat(miss.reached()).isEqualTo(2);
        assertThat(miss.joinKeys()).containsExactly(1L);
    }

    @Test
    void oneEvent_isReadAgainstEachStep() {
        SequenceExplainer explainer = (SequenceExplainer) Explained.explainer(TWO + " until [c where true]");
        List<StepReading> readings = explainer.explain(Explained.read(at(1, "b", "'y': 2")));
        assertThat(readings).extracting(StepReading::takesPart).containsExactly(false, false, false);
        assertThat(readings).extracting(reading -> reading.clause().matched()).containsExactly(false, true, false);
        assertThat(ExplanationText.of(readings))
                .startsWith("✗ step 1 [a where x == 1], joined by: host is missing\n  ✗ 1:35  a where: event.category");
        assertThat(ExplanationMap.of(readings).get(1))
                .containsEntry("step", 2)
                .containsEntry("joins", false)
                .containsEntry("keys", List.of(Map.of("field", "host", "values", List.of(), "count", 0)));
    }

    private static Miss miss(String query, String... events) {
        SequenceExplanation explanation = Explained.sequence(query, events);
        assertThat(explanation.sequences()).isEmpty();
        assertThat(ExplanationText.of(explanation, position -> "#" + position))
                .contains("✗ no sequence\n", "nearest: ");
        return explanation.miss().orElseThrow();
    }

    private static String at(int seconds, String category, String fields) {
        return "{'@timestamp': '2026-11-21T09:%02d:%02dZ', 'event.category': '%s', %s}"
                .formatted(seconds / 60, seconds % 60, category, fields);
    }
}
