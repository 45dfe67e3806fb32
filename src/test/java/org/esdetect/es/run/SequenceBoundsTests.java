package org.esdetect.es.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.breaker.CircuitBreakingException;
import org.elasticsearch.common.breaker.NoopCircuitBreaker;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;

/**
 * What a run reads and holds is bounded, whatever its rule asks for; what goes over a bound is told and harms no other.
 */
public class SequenceBoundsTests extends RunTestCase {
    private final CompiledRule rareThenBroad = TestSequences.sequence("narrow", 60_000, "rare", "broad");
    /** {@code -Ddetect.bounds.keys=1000000} tries as many join keys. */
    private static final int KEYS = Integer.getInteger("detect.bounds.keys", 1_500);

    private static final int EVENTS_A_BULK = 10_000;

    private final RecordingBreaker breaker = new RecordingBreaker();

    /** Keeps account of what is taken, and refuses to go over its limit. */
    private static final class RecordingBreaker extends NoopCircuitBreaker {
        private final AtomicLong used = new AtomicLong();
        private final AtomicLong peak = new AtomicLong();
        private long limit = Long.MAX_VALUE;

        RecordingBreaker() {
            super(REQUEST);
        }

        @Override
        public void addEstimateBytesAndMaybeBreak(long bytes, String label) {
            if (used.get() + bytes > limit) {
                throw new CircuitBreakingException("too large", bytes, limit, Durability.TRANSIENT);
            }
            peak.accumulateAndGet(used.addAndGet(bytes), Math::max);
        }

        @Override
        public void addWithoutBreaking(long bytes) {
            used.addAndGet(bytes);
        }
    }

    public void testRun_noRareEvent_readsNothingOfTheBroadStep() {
        queries = mappedQueries();
        createLogs(1);
        bulk(2_000, i -> Map.entry("h" + i % 100, "broad"));
        Done done = arrived(rareThenBroad);
        Assertions.assertThat(done.result().outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(done.matches()).isEmpty();
        Assertions.assertThat(done.result().work().reading().events()).isZero();
        Assertions.assertThat(done.result().work().steps().get(1).newCandidates())
                .isEqualTo(2_000);
        // What is new, when it was, what is in the window: a count for each step twice, and the times.
        Assertions.assertThat(done.result().work().searches()).isEqualTo(5);
    }

    public void testRun_aRareEvent_readsOnlyItsKey() {
        queries = mappedQueries();
        createLogs(1);
        bulk(4_000, i -> Map.entry("h" + i % 200, i == 7 ? "rare" : "broad"));
        Done done = arrived(rareThenBroad);
        Assertions.assertThat(done.matches()).containsExactly("7 207");
        RunResult.Reading reading = done.result().work().reading();
        Assertions.assertThat(reading.keys()).isEqualTo(1);
        // The rare event for its key, the four of its host within a minute, and the two of the alert in full.
        Assertions.assertThat(reading.events()).isEqualTo(1 + 4 + 2);
        Assertions.assertThat(done.result().work().steps().get(1).read()).isEqualTo(3);
        Assertions.assertThat(reading.bytes()).isPositive();
    }

    /** Every event matches each step, every event has a key of its own: each key alone is little. */
    public void testRun_everythingMatchesWithManyKeys_isReadPartByPart() {
        queries = mappedQueries();
        int maxCandidates = Math.max(1_000, KEYS / 10);
        limits(Math.max(300, KEYS / 100), maxCandidates);
        createLogs(1);
        bulk(2 * KEYS, i -> Map.entry("h" + i % KEYS, "any"));
        CompiledRule rule = TestSequences.sequence("broad", 200L * KEYS, "any", "any");
        Done done = arrived(rule);
        Assertions.assertThat(done.result().message()).isEmpty();
        Assertions.assertThat(done.matches()).hasSize(KEYS).contains("0 " + KEYS, (KEYS - 1) + " " + (2 * KEYS - 1));
        logger.info(
                "{} keys: {} bytes at most, {} searches, {} ms",
                KEYS,
                breaker.peak,
                done.result().work().searches(),
                done.result().tookMillis());
        long perCandidate = 2_000;
        Assertions.assertThat(breaker.peak.get()).isPositive().isLessThan(maxCandidates * perCandidate);
        Assertions.assertThat(breaker.used.get()).isZero();
    }

    /** One key, one moment, more than may be held: nothing can be left out or divided. */
    public void testRun_everythingMatchesWithOneKey_failsByNameAndHarmsNoOther() {
        queries = mappedQueries();
        limits(300, 1_000);
        createLogs(1);
        bulk(1, i -> Map.entry("one", "any"));
        arrived(TestSequences.sequence("other", 60_000, "x", "y"));
        bulkAt(1, 1_500, i -> Map.entry("one", "any"));
        CompiledRule rule = TestSequences.compiled(
                TestSequences.rule("flood"),
                TestSequences.plan(OptionalLong.of(3_600_000), Optional.empty(), "any", "any", "any"));
        RunResult result = window(rule).result();
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FAILED);
        Assertions.assertThat(result.message())
                .contains("[detect.sequence.max_candidates]")
                .contains("[1000]")
                .contains("raise the setting");
        Assertions.assertThat(result.reached()).isEmpty();
        Assertions.assertThat(breaker.used.get()).isZero();
        event("2000", "h", 0, "x");
        event("2001", "h", 1, "y");
        Assertions.assertThat(arrived(TestSequences.sequence("other", 60_000, "x", "y"))
                        .matches())
                .containsExactly("2000 2001");
    }

    public void testRun_noMemoryLeft_failsByNameAndGivesBackWhatItTook() {
        queries = mappedQueries();
        createLogs(1);
        bulk(2_000, i -> Map.entry("h" + i % 1_000, "any"));
        CompiledRule rule = TestSequences.sequence("broad", 3_600_000, "any", "any");
        breaker.limit = 100_000;
        RunResult result = arrived(rule).result();
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FAILED);
        Assertions.assertThat(result.message())
                .contains("[indices.breaker.request.limit]")
                .contains("[100000]")
                .contains("[detect.sequence.max_candidates]");
        Assertions.assertThat(result.reached()).isEmpty();
        Assertions.assertThat(breaker.used.get()).isZero();
        breaker.limit = Long.MAX_VALUE;
        Assertions.assertThat(arrived(rule).matches()).hasSize(1_000);
        Assertions.assertThat(breaker.used.get()).isZero();
    }

    private record Done(RunResult result, List<String> matches) {}

    /** Over what arrived since the last run that was whole. */
    private Done arrived(CompiledRule rule) {
        Done done = start(arrivals(rule).scope(), rule);
        cursor = cursor.advance(done.result().reached());
        return done;
    }

    private Done window(CompiledRule rule) {
        TimeWindow time = TimeWindow.of(rule.rule(), NOW.toEpochMilli(), NOW.toEpochMilli() + 86_400_000);
        return start(
                new Scope.Window(indices(rule).byName().keySet(), time, QueryBuilders.matchAllQuery(), true), rule);
    }

    private Done start(Scope scope, CompiledRule rule) {
        List<String> matches = Collections.synchronizedList(new ArrayList<>());
        AlertRun run = new AlertRun(AlertRun.Mode.BACKFILL, now, "run", "8.19.21");
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(
                limited(),
                new RunRequest(rule, run, scope, Long.MAX_VALUE, true, Optional.empty(), new TreeMap<>()),
                (ignored, ledger) -> (found, listener) -> {
                    found.forEach(match -> matches.add(String.join(
                            " ", match.events().stream().map(EventId::id).toList())));
                    listener.onResponse(null);
                },
                future);
        return new Done(future.actionGet(TimeValue.timeValueMinutes(1 + KEYS / 50_000)), matches);
    }

    private RunTools limited() {
        RunTools tools = tools();
        CircuitBreaker memory = breaker;
        return new RunTools(
                tools.runAs(),
                tools.rights(),
                tools.queries(),
                tools.alerts(),
                tools.clusterService(),
                tools.executor(),
                new RunLimits(getInstanceFromNode(ClusterService.class).getClusterSettings(), memory));
    }

    /** Events a tenth of a second apart; their ids are their numbers. */
    private void bulk(int count, IntFunction<Map.Entry<String, String>> hostAndAction) {
        bulkAt(0, count, hostAndAction);
    }

    private void bulkAt(int first, int count, IntFunction<Map.Entry<String, String>> hostAndAction) {
        for (int from = first; from < first + count; from += EVENTS_A_BULK) {
            BulkRequestBuilder bulk = client().prepareBulk();
            for (int i = from; i < Math.min(first + count, from + EVENTS_A_BULK); i++) {
                Map.Entry<String, String> event = hostAndAction.apply(i);
                Instant time = first > 0 ? NOW : NOW.plusMillis(100L * i);
                bulk.add(prepareIndex(TestSequences.INDEX)
                        .setId(String.valueOf(i))
                        .setSource(Map.of(
                                "@timestamp",
                                time.toString(),
                                "host",
                                Map.of("id", event.getKey()),
                                "event",
                                Map.of("action", event.getValue()))));
            }
            Assertions.assertThat(bulk.get().hasFailures()).isFalse();
        }
        client().admin().indices().prepareRefresh(TestSequences.INDEX).get();
    }

    private void limits(int keysPerSearch, int maxCandidates) {
        settings(Settings.builder()
                .put(RunSettings.KEYS_PER_SEARCH.getKey(), keysPerSearch)
                .put(RunSettings.MAX_CANDIDATES.getKey(), maxCandidates));
    }

    private void settings(Settings.Builder settings) {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(settings)
                .get();
    }

    @Override
    public void tearDown() throws Exception {
        settings(Settings.builder()
                .putNull(RunSettings.KEYS_PER_SEARCH.getKey())
                .putNull(RunSettings.MAX_CANDIDATES.getKey()));
        super.tearDown();
    }
}
