package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@code ![...]} does, by example. Columns count milliseconds from 0; {@code x} and {@code y} are the events that
 * must not occur.
 */
class MissingStepsTest {

    private static Timeline drawn(long maxSpanMillis) {
        return Timeline.unkeyed().millisPerColumn(1).maxSpanMillis(maxSpanMillis);
    }

    @Nested
    class Between {
        @Test
        void run_unwantedBetween_discardsAndTheNextPairStands() {
            assertThat(drawn(60)
                            .step("a.........a..")
                            .missing("..x..........")
                            .step("....b.......b")
                            .run())
                    .containsExactly("a10 b12");
        }

        @Test
        void run_unwantedInTheSameMillisecond_isNotBetween() {
            assertThat(drawn(60).step("a....").missing("x...x").step("....b").run())
                    .containsExactly("a0 b4");
        }

        @Test
        void run_discardedSequence_hasConsumedItsEvents() {
            assertThat(drawn(60)
                            .step("a......")
                            .missing("..x....")
                            .step("....b.b")
                            .run())
                    .isEmpty();
        }

        @Test
        void run_discardedSequence_stillReplacesAnotherOnTheWay() {
            // a0 b1 waits for c; a2 b5 is spoiled by x3 and yet takes its slot.
            assertThat(drawn(60)
                            .step("a.a....")
                            .missing("...x...")
                            .step(".b...b.")
                            .step("......c")
                            .run())
                    .isEmpty();
        }

        @Test
        void run_unwantedBetweenOtherSteps_doesNotMatter() {
            assertThat(drawn(60)
                            .step("a....")
                            .missing("...x.")
                            .step("..b..")
                            .step("....c")
                            .run())
                    .containsExactly("a0 b2 c4");
        }

        @Test
        void run_unwantedOfAnotherKey_doesNotMatter() {
            assertThat(Timeline.keyed()
                            .maxSpanSeconds(60)
                            .step("a....")
                            .missing("..b..")
                            .step("....a")
                            .run())
                    .containsExactly("a0 a4");
        }

        @Test
        void run_unwantedWithoutKey_doesNotMatter() {
            assertThat(Timeline.keyed()
                            .maxSpanSeconds(60)
                            .key('-')
                            .step("a....")
                            .missing("..-..")
                            .step("....a")
                            .run())
                    .containsExactly("a0 a4");
        }

        @Test
        void run_lastEventAfterTheWatermark_waits() {
            Timeline timeline = drawn(60).step("a....").missing(".....").step("....b");
            assertThat(timeline.run(3)).isEmpty();
            assertThat(timeline.run(4)).containsExactly("a0 b4");
        }
    }

    @Nested
    class Trailing {
        private static final String STEP = "a...................a...........";
        private static final String MISSING = "..........x....................x";

        @Test
        void run_unwantedExactlyMaxSpanAfterTheFirstEvent_stillCounts() {
            assertThat(drawn(10).step(STEP).missing(MISSING).run()).containsExactly("a20");
        }

        @Test
        void run_unwantedLaterThanMaxSpan_doesNotCount() {
            assertThat(drawn(9).step(STEP).missing(MISSING).run()).containsExactly("a0", "a20");
        }

        @Test
        void run_unwantedInTheSameMillisecond_isNotAfter() {
            assertThat(drawn(9).step("a").missing("x").run()).containsExactly("a0");
        }

        @Test
        void run_spanNotOverAtTheWatermark_waits() {
            Timeline timeline = drawn(10).step("a....").step("..b..").missing(".....");
            assertThat(timeline.run(9)).isEmpty();
            assertThat(timeline.run(10)).containsExactly("a0 b2");
        }

        @Test
        void run_untilAfterTheLastStep_doesNotCancel() {
            assertThat(drawn(10)
                            .step("a....")
                            .step("..b..")
                            .missing(".....")
                            .until("...u.")
                            .run())
                    .containsExactly("a0 b2");
        }
    }

    @Nested
    class Leading {
        private static final String MISSING = "x..........x...................";
        private static final String STEP = "..........a...................a";

        @Test
        void run_unwantedExactlyMaxSpanBeforeTheLastEvent_stillCounts() {
            assertThat(drawn(10).missing(MISSING).step(STEP).run()).containsExactly("a30");
        }

        @Test
        void run_unwantedEarlierThanMaxSpan_doesNotCount() {
            assertThat(drawn(9).missing(MISSING).step(STEP).run()).containsExactly("a10", "a30");
        }

        @Test
        void run_unwantedInTheSameMillisecond_isNotBefore() {
            assertThat(drawn(9).missing("x").step("a").run()).containsExactly("a0");
        }

        @Test
        void run_unwantedTwice_theEarlierCountsWhenTheLaterIsInTheSameMillisecond() {
            assertThat(drawn(9).missing("x..x").step("...a").run()).isEmpty();
        }

        @Test
        void run_unwantedAfterTheFirstEvent_isNotLeading() {
            assertThat(drawn(9).missing(".x.").step("a..").step("..b").run()).containsExactly("a0 b2");
        }

        @Test
        void run_twoLeadingSteps_theLatestOfBothCounts() {
            assertThat(drawn(5).missing("x.........")
                            .missing("......y...")
                            .step(".........a")
                            .run())
                    .isEmpty();
        }
    }

    @Nested
    class Both {
        private static Timeline both(long maxSpanMillis) {
            return drawn(maxSpanMillis)
                    .missing("x............")
                    .step(".....a.......")
                    .step("........b....")
                    .missing("............y");
        }

        @Test
        void run_quietWindowLongerThanMaxSpan_isFound() {
            assertThat(both(11).run()).containsExactly("a5 b8");
        }

        @Test
        void run_quietWindowNotLongerThanMaxSpan_isNot() {
            assertThat(both(12).run()).isEmpty();
        }

        @Test
        void run_nothingUnwantedBefore_doesNotLookAfter() {
            Timeline timeline = drawn(12).missing("...").step("a..").step(".b.").missing("..y");
            assertThat(timeline.run(1)).containsExactly("a0 b1");
        }

        @Test
        void run_nothingUnwantedAfter_isFoundWhenTheWindowIsOver() {
            Timeline timeline =
                    drawn(12).missing("x...").step(".a..").step("..b.").missing("....");
            assertThat(timeline.run(11)).isEmpty();
            assertThat(timeline.run(12)).containsExactly("a1 b2");
        }
    }

    @Test
    void joinKeys_ofACompletedSequence_areThoseOfThePositiveSteps() {
        Timeline timeline =
                Timeline.keyed().maxSpanSeconds(5).step("a.").missing("..").step(".a");
        List<CompletedSequence<String>> found =
                SequenceMachine.run(timeline.plan(), timeline.candidates(), Long.MAX_VALUE);
        assertThat(found).singleElement().satisfies(sequence -> {
            assertThat(sequence.events()).containsExactly("a0", "a1");
            assertThat(sequence.joinKeys()).containsExactly("a");
            assertThat(sequence.first().timeMillis()).isZero();
            assertThat(sequence.last().timeMillis()).isEqualTo(1000);
        });
    }
}
