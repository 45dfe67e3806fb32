package org.esdetect.es.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.query.CompiledQuery;

public class SequenceRunTests extends RunTestCase {
    private static final long MINUTE = 60_000;

    private final CompiledRule fiveMinutes = TestSequences.sequence("abc", 5 * MINUTE, "a", "b");

    public void testRun_inOrder_findsTheSequenceOnce() {
        createLogs(2);
        event("1", "h", 0, "a");
        event("2", "h", 10, "b");
        event("3", "other", 11, "b");
        RunResult result = runArrivals(fiveMinutes);
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(alerts()).containsExactly("1 2");
        Assertions.assertThat(result.work().alerts().ids()).hasSize(1);
        for (int tick = 0; tick < 10; tick++) {
            Assertions.assertThat(runArrivals(fiveMinutes).isIdle()).isTrue();
        }
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_stepsInDifferentTicks_areJoined() {
        createLogs(1);
        event("1", "h", 0, "a");
        Assertions.assertThat(runArrivals(fiveMinutes).work().alerts().created())
                .isZero();
        event("2", "h", 300, "b");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_arrivalReversed_joinsByEventTime() {
        createLogs(1);
        event("2", "h", 10, "b");
        runArrivals(fiveMinutes);
        event("1", "h", 0, "a");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_firstStepTwentyMinutesLate_isJoined() {
        createLogs(1);
        event("2", "h", 10, "b");
        for (int tick = 0; tick < 20; tick++) {
            now = NOW.plusSeconds(60L * tick);
            event("noise" + tick, "h2", 60 * tick, "b");
            runArrivals(fiveMinutes);
        }
        now = NOW.plusSeconds(1_200);
        event("1", "h", 0, "a");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_anHourInTheFuture_isSeenAtOnce() {
        createLogs(1);
        event("1", "h", 3_600, "a");
        event("2", "h", 3_601, "b");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_beyondMaxspan_isNoSequence() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 300.001, "b");
        event("3", "h2", 0, "a");
        event("4", "h2", 300, "b");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("3 4");
    }

    public void testRun_clockGoneWrong_doesNotReadTheYearsBetween() {
        createLogs(1);
        eventIn(TestSequences.INDEX, "old", "h", Instant.parse("1970-01-02T00:00:00Z"), "a");
        for (int i = 0; i < 50; i++) {
            eventIn(
                    TestSequences.INDEX,
                    "past" + i,
                    "p",
                    Instant.parse("2025-01-01T00:00:00Z").plusSeconds(i),
                    "a");
        }
        runArrivals(fiveMinutes);
        eventIn(TestSequences.INDEX, "odd", "h", Instant.parse("1970-01-02T00:00:01Z"), "b");
        event("1", "h", 0, "a");
        event("2", "h", 10, "b");
        RunResult result = runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2", "old odd");
        Assertions.assertThat(result.work().steps().get(0).windowCandidates()).isLessThan(10);
    }

    public void testRun_repeatedByHand_changesNothing() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 10, "b");
        runArrivals(fiveMinutes);
        Map<String, String> before = alertsById();
        for (int i = 0; i < 10; i++) {
            RunResult again = runWindow(fiveMinutes, -600, 600);
            Assertions.assertThat(again.work().alerts().created()).isZero();
            Assertions.assertThat(again.work().alerts().duplicate()).isEqualTo(3);
        }
        Assertions.assertThat(alertsById()).isEqualTo(before).hasSize(1);
    }

    public void testWindow_holdsSequencesThatEndInIt() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 10, "b");
        Assertions.assertThat(runWindow(fiveMinutes, -600, 9).work().alerts().created())
                .isZero();
        Assertions.assertThat(runWindow(fiveMinutes, 5, 20).work().alerts().created())
                .isEqualTo(3);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_noNewEventOfAPositiveStep_asksOnceAndReadsNothing() {
        queries = actionQueries();
        createLogs(1);
        event("1", "h", 0, "c");
        RunResult result = runArrivals(fiveMinutes);
        Assertions.assertThat(result.isIdle()).isTrue();
        // One count for each step.
        Assertions.assertThat(result.work().searches()).isEqualTo(2);
    }

    public void testRun_untilBetween_cancels() {
        CompiledRule rule = TestSequences.compiled(
                TestSequences.rule("until"),
                TestSequences.plan(OptionalLong.of(5 * MINUTE), Optional.of("stop"), "a", "b"));
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 5, "stop");
        event("3", "h", 10, "b");
        event("4", "h", 11, "a");
        event("5", "h", 12, "b");
        runArrivals(rule);
        Assertions.assertThat(alerts()).containsExactly("4 5");
    }

    public void testRun_withoutMaxspan_looksAsFarAsTheRuleLooksBack() {
        CompiledRule rule = TestSequences.compiled(
                TestSequences.rule("nospan"), TestSequences.plan(OptionalLong.empty(), Optional.empty(), "a", "b"));
        createLogs(1);
        event("1", "h", 0, "a");
        runArrivals(rule);
        event("2", "h", 530, "b");
        runArrivals(rule);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_dottedKeysAndFilteredSource_areReadAlike() {
        queries = actionQueries();
        createLogs(1);
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id("1")
                        .source(Map.of(
                                "@timestamp", NOW.toString(), "host.id", "h", "event.action", "a", "message", "x")))
                .actionGet();
        event("2", "h", 10, "b");
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).containsExactly("1 2");
    }

    public void testRun_moreCandidatesThanThePage_areAllRead() {
        createLogs(3);
        for (int i = 0; i < 600; i++) {
            event("a" + i, "h" + i, i / 10.0, "a");
        }
        for (int i = 0; i < 600; i += 60) {
            event("b" + i, "h" + i, 100, "b");
        }
        runArrivals(fiveMinutes);
        Assertions.assertThat(alerts()).hasSize(10).contains("a60 b60");
    }

    public void testRun_moreNewEventsThanTheBound_isDoneInParts() {
        bound(100);
        createLogs(1);
        for (int i = 0; i < 400; i++) {
            event("a" + i, "h" + i, i * 600, "a");
        }
        event("b7", "h7", 7 * 600 + 1, "b");
        event("b399", "h399", 399 * 600 + 1, "b");
        queries = actionQueries();
        RunResult result = runArrivals(fiveMinutes);
        Assertions.assertThat(result.message()).isEmpty();
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(alerts()).containsExactly("a399 b399", "a7 b7");
        Assertions.assertThat(runArrivals(fiveMinutes).isIdle()).isTrue();
    }

    public void testRun_denserThanTheBound_failsByNameAndKeepsItsCursor() {
        queries = actionQueries();
        createLogs(1);
        for (int i = 0; i < 120; i++) {
            event("a" + i, "h" + i, 0, "a");
        }
        runArrivals(fiveMinutes);
        bound(100);
        event("b7", "h7", 1, "b");
        RunResult failed = runArrivals(fiveMinutes);
        Assertions.assertThat(failed.outcome()).isEqualTo(RunResult.Outcome.FAILED);
        Assertions.assertThat(failed.message())
                .contains("[102] or more events")
                .contains("[detect.sequence.max_candidates]")
                .contains("[100]");
        Assertions.assertThat(failed.reached()).isEmpty();
        Assertions.assertThat(alerts()).isEmpty();
        bound(1_000);
        Assertions.assertThat(runArrivals(fiveMinutes).outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(alerts()).containsExactly("a7 b7");
    }

    public void testMissingStep_inTheMiddle_isJudgedWhenNothingCanComeBetween() {
        CompiledRule rule = TestSequences.sequence("between", 5 * MINUTE, "a", "!x", "b");
        createLogs(1);
        now = NOW.plusSeconds(10);
        event("1", "h", 0, "a");
        event("2", "h", 10, "b");
        event("3", "spoiled", 0, "a");
        event("4", "spoiled", 10, "b");
        runArrivals(rule);
        Assertions.assertThat(alerts()).isEmpty();
        Assertions.assertThat(undecided).isPresent();
        now = NOW.plusSeconds(60);
        event("late", "spoiled", 5, "x");
        runArrivals(rule);
        now = NOW.plusSeconds(250);
        runArrivals(rule);
        Assertions.assertThat(alerts()).containsExactly("1 2");
        Assertions.assertThat(undecided).isEmpty();
    }

    public void testMissingStep_atTheEnd_waitsForMaxspanAndLateness() {
        CompiledRule rule = TestSequences.sequence("silence", 5 * MINUTE, "a", "!x");
        createLogs(1);
        event("1", "silent", 0, "a");
        event("2", "answered", 1, "a");
        runArrivals(rule);
        now = NOW.plusSeconds(290);
        event("x", "answered", 280, "x");
        runArrivals(rule);
        now = NOW.plusSeconds(539);
        runArrivals(rule);
        Assertions.assertThat(alerts()).isEmpty();
        now = NOW.plusSeconds(540);
        Assertions.assertThat(runArrivals(rule).work().alerts().created()).isPositive();
        Assertions.assertThat(alerts()).containsExactly("1");
        now = NOW.plusSeconds(600);
        Assertions.assertThat(runArrivals(rule).isIdle()).isTrue();
        Assertions.assertThat(undecided).isEmpty();
    }

    public void testMissingStep_eventsOfAHostThatWasOffline_getTimeToArrive() {
        CompiledRule rule = TestSequences.sequence("offline", 5 * MINUTE, "a", "!x");
        createLogs(1);
        now = NOW.plusSeconds(3_600);
        event("1", "h", 0, "a");
        runArrivals(rule);
        now = NOW.plusSeconds(3_605);
        event("x", "h", 5, "x");
        runArrivals(rule);
        now = NOW.plusSeconds(10_000);
        runArrivals(rule);
        Assertions.assertThat(alerts()).isEmpty();
        Assertions.assertThat(undecided).isEmpty();
    }

    public void testRun_shardMissing_findsWhatItCanAndTheRestWhenItIsBack() {
        createLogs(1);
        String other = TestSequences.INDEX + "-other";
        createIndex(
                other,
                Settings.builder().put("index.number_of_replicas", 0).build(),
                "_doc",
                "@timestamp",
                "type=date");
        eventIn(other, "1", "across", NOW, "a");
        runArrivals(fiveMinutes);

        // Gone from the rule's sight the hard way: its shard cannot be allocated.
        takeAway(other, true);
        event("2", "across", 10, "b");
        event("3", "h", 0, "a");
        event("4", "h", 10, "b");
        RunResult partial = runArrivals(fiveMinutes);
        Assertions.assertThat(partial.outcome()).isEqualTo(RunResult.Outcome.PARTIAL);
        Assertions.assertThat(partial.message()).contains(other).contains("no active primary");
        Assertions.assertThat(alerts()).containsExactly("3 4");

        takeAway(other, false);
        Assertions.assertThat(runArrivals(fiveMinutes).outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(alerts()).containsExactly("1 2", "3 4");
        Assertions.assertThat(runArrivals(fiveMinutes).isIdle()).isTrue();
    }

    private void takeAway(String index, boolean away) {
        client().admin().indices().prepareClose(index).get();
        client().admin()
                .indices()
                .prepareUpdateSettings(index)
                .setSettings(Settings.builder()
                        .put("index.routing.allocation.require._name", away ? RunTestPlugin.NOBODY : null))
                .get();
        client().admin().indices().prepareOpen(index).setWaitForActiveShards(0).get();
        if (!away) {
            ensureGreen(index);
        }
    }

    private void bound(int candidates) {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(RunSettings.MAX_CANDIDATES.getKey(), candidates))
                .get();
    }

    /** As narrow as the conditions of these tests. */
    private static QuerySource actionQueries() {
        return (condition, metadata, indices) -> {
            String action = condition.toString().replaceAll(".*value=(\\w+)].*", "$1");
            return new CompiledQuery(QueryBuilders.termQuery("event.action", action), false);
        };
    }

    @Override
    public void tearDown() throws Exception {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().putNull(RunSettings.MAX_CANDIDATES.getKey()))
                .get();
        super.tearDown();
    }
}
