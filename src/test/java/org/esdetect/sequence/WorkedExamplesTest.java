package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sequence is, by example. Columns count seconds from 0. */
class WorkedExamplesTest {

    @Test
    void run_threeStepsByKey_keepsKeysApartAndTheLatestStart() {
        assertThat(Timeline.keyed()
                        .step(".rr...ur....")
                        .step("...urr..u...")
                        .step(".........rur")
                        .run())
                .containsExactly("r2 r4 r9", "u6 u8 u10");
    }

    @Test
    void run_twoStartsThenTwoEnds_latestStartWinsAndIsUsedOnce() {
        assertThat(Timeline.unkeyed().step(".aa..").step("...bb").run()).containsExactly("a2 b3");
    }

    @Test
    void run_sameQueryInAllSteps_givesOverlappingWindowsAndNoEventTwice() {
        assertThat(Timeline.unkeyed()
                        .step(".xxxxx")
                        .step(".xxxxx")
                        .step(".xxxxx")
                        .run())
                .containsExactly("x1 x2 x3", "x2 x3 x4", "x3 x4 x5");
    }

    @Test
    void run_spanEqualToMaxSpan_isAcceptedAndOneSecondMoreConsumes() {
        assertThat(Timeline.unkeyed()
                        .maxSpanSeconds(5)
                        .step("a.........a.......")
                        .step(".....b..........bb")
                        .run())
                .containsExactly("a0 b5");
    }

    @Test
    void run_lastGapIsShortButTheWholeIsNot_maxSpanCountsFromTheFirstEvent() {
        assertThat(Timeline.unkeyed()
                        .maxSpanSeconds(5)
                        .step("a......a.....")
                        .step("....b...b....")
                        .step("......c.....c")
                        .run())
                .containsExactly("a7 b8 c12");
    }

    @Test
    void run_untilByKey_cancelsItsOwnKeyOnly() {
        assertThat(Timeline.keyed()
                        .key('o', 1)
                        .key('t', 2)
                        .step(".o..o..")
                        .step("...o..o")
                        .until("..t..o.")
                        .run())
                .containsExactly("o1 o3");
    }

    @Test
    void run_untilAndLastStepOnOneEvent_completesFirst() {
        assertThat(Timeline.unkeyed().step(".a.").step("..b").until("..b").run())
                .containsExactly("a1 b2");
    }

    @Test
    void run_untilAndFirstStepOnOneEvent_beginsAndIsCancelled() {
        assertThat(Timeline.unkeyed().step(".a.").step("..b").until(".a.").run())
                .isEmpty();
    }

    @Test
    void run_keyMissing_doesNotTakePart() {
        assertThat(Timeline.keyed().key('-').step(".-.s.").step("..-.s").run()).containsExactly("s3 s4");
    }

    @Test
    void run_optionalKeyMissing_joinsMissingOnly() {
        assertThat(Timeline.keyed()
                        .optional()
                        .key('-')
                        .step(".-.s.")
                        .step("..-.-")
                        .run())
                .containsExactly("-1 -2");
    }

    @Test
    void run_multiValuedKey_takesPartOnceAValue() {
        assertThat(Timeline.keyed()
                        .key('a', "x", "y")
                        .key('b', "y")
                        .key('c', "x", "z")
                        .step(".a..")
                        .step("..bc")
                        .run())
                .containsExactly("a1 b2", "a1 c3");
    }

    @Test
    void run_runs_givesAWindowForEveryFurtherEvent() {
        String row = "ffff................ff";
        assertThat(Timeline.keyed()
                        .maxSpanSeconds(10)
                        .step(row)
                        .step(row)
                        .step(row)
                        .run())
                .containsExactly("f0 f1 f2", "f1 f2 f3");
    }

    @Test
    void run_secondArrivalInTheMiddle_replacesTheFirst() {
        assertThat(Timeline.unkeyed()
                        .step(".a.a...")
                        .step("..b.b..")
                        .step(".....cc")
                        .run())
                .containsExactly("a3 b4 c5");
    }

    @Test
    void run_sameTimestamp_goesByTiebreaker() {
        assertThat(Timeline.unkeyed()
                        .millisPerColumn(0)
                        .step("..a.")
                        .step(".b.b")
                        .run())
                .containsExactly("a2 b3");
    }

    @Test
    void run_newestStartTooOld_doesNotFallBackToAnOlderOne() {
        assertThat(Timeline.unkeyed()
                        .maxSpanSeconds(3)
                        .step("a..........")
                        .step("..........bb")
                        .run())
                .isEmpty();
    }

    @Test
    void run_oneEventSatisfiesBothSteps_neverPairsWithItself() {
        assertThat(Timeline.unkeyed().step(".xx..").step(".xxbb").run()).containsExactly("x1 x2", "x2 b3");
    }

    @Test
    void run_secondMiddleEventWithoutNewStart_keepsTheFirst() {
        assertThat(Timeline.unkeyed().step(".a...").step("..bb.").step("....c").run())
                .containsExactly("a1 b2 c4");
    }

    @Test
    void run_pendingInDifferentSlots_goOnSideBySide() {
        assertThat(Timeline.unkeyed()
                        .step(".A.A...")
                        .step("..B..B.")
                        .step("....C.C")
                        .run())
                .containsExactly("A1 B2 C4", "A3 B5 C6");
    }

    @Test
    void run_twoSequences_comeInOrderSoThatHeadAndTailCanCut() {
        List<String> all = Timeline.unkeyed().step(".a.a.").step("..b.b").run();
        assertThat(all).containsExactly("a1 b2", "a3 b4");
        assertThat(all.subList(0, 1)).containsExactly("a1 b2");
        assertThat(all.subList(1, 2)).containsExactly("a3 b4");
    }

    @Test
    void run_oneEventCompletesSeveralKeys_comesInOrderOfTheKeys() {
        assertThat(Timeline.keyed()
                        .key('m', "n", "b", "a")
                        .step("nab.")
                        .step("...m")
                        .run())
                .containsExactly("a1 m3", "b2 m3", "n0 m3");
    }

    @Test
    void run_keysInterleave_areKeptApart() {
        assertThat(Timeline.keyed()
                        .maxSpanSeconds(9)
                        .step("ab...")
                        .step("..ba.")
                        .run())
                .containsExactly("b1 b2", "a0 a3");
    }
}
