package org.esdetect.es.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.AlertRun;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.Ordinal;
import org.esdetect.sequence.SequenceMachine;

/**
 * Whatever a run leaves out, it finds what the machine finds that is given every event: random rules, random events,
 * random bounds, on real indices of different mappings.
 *
 * <p>{@code -Ddetect.plans=1000} tries as many rules; a failure names the seed of its round, with which
 * {@code -Ddetect.seed} repeats that round alone.
 */
public class PlannedSequencesTests extends RunTestCase {
    private static final List<String> INDICES = List.of("logs-test-1", "logs-test-2");
    private static final int PLANS = Integer.getInteger("detect.plans", 120);
    private static final int PLANS_A_ROUND = 30;
    private static final int MORE_ROUNDS = 20;
    private static final int EVENTS = 400;

    /** Events by {@code index/id}. */
    private final Map<String, Map<String, Object>> stored = new TreeMap<>();

    private long narrowed;
    private long found;
    private long divided;
    private long spared;

    public void testRun_anyRuleAndEvents_findsWhatTheMachineFindsInAll() {
        queries = mappedQueries();
        for (int tried = 0; tried < PLANS; tried += PLANS_A_ROUND) {
            seeded(tried / PLANS_A_ROUND % 2 == 1);
        }
        // Rare, and it must have been tried.
        for (int more = 0; spared == 0 && more < MORE_ROUNDS; more++) {
            seeded(true);
        }
        logger.info(
                "{} plans: {} sequences, {} runs narrowed, {} divided, {} that read nothing",
                PLANS,
                found,
                narrowed,
                divided,
                spared);
        Assertions.assertThat(found).isGreaterThan(PLANS / 4);
        Assertions.assertThat(narrowed).isGreaterThan(PLANS / 4);
        Assertions.assertThat(divided).isGreaterThan(PLANS / 20);
        Assertions.assertThat(spared).isPositive();
    }

    /** Every other round has few events, of which some steps have none; the seed says which. */
    private void seeded(boolean few) {
        long seed = Long.getLong("detect.seed", (randomLong() & ~1L) | (few ? 1L : 0L));
        try {
            round(new Random(seed), (seed & 1) == 1);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("-Ddetect.seed=" + seed + ": " + failed.getMessage(), failed);
        }
        client().admin().indices().prepareDelete("logs-test-*").get();
        stored.clear();
    }

    private void round(Random random, boolean few) {
        create(INDICES.get(0), RandomHistory.PLAIN);
        create(INDICES.get(1), RandomHistory.ODD);
        RandomHistory history = new RandomHistory(random);
        index(history, random, few ? random.nextInt(5) : EVENTS / 2 + random.nextInt(EVENTS / 2));
        cursor = Cursor.EMPTY;
        cursor = cursor.advance(((Scope.Arrived)
                        arrivals(TestSequences.sequence("any", 1, "a", "b")).scope())
                .arrivals()
                .next());
        Set<String> before = new TreeSet<>(stored.keySet());
        index(history, random, 1 + random.nextInt(few ? 10 : random.nextBoolean() ? 40 : EVENTS));
        for (int i = 0; i < PLANS_A_ROUND; i++) {
            Plan.OfSequence plan = history.plan();
            CompiledRule rule = TestSequences.compiled(TestSequences.rule("any"), plan);
            List<CompletedSequence<String>> all = reference(plan);
            limits(1 + random.nextInt(6), 100_000);
            check(
                    plan,
                    rule,
                    ids(all, id -> !before.contains(id), false),
                    arrivals(rule).scope(),
                    random);
            limits(5 + random.nextInt(30), 100 + random.nextInt(200));
            long fromMillis = RandomHistory.START.toEpochMilli() + random.nextInt(100_000);
            long toMillis = fromMillis + random.nextInt(200_000);
            TimeWindow time = TimeWindow.of(rule.rule(), fromMillis, toMillis);
            checkWindow(
                    plan,
                    rule,
                    ids(all, id -> isIn(id, fromMillis, toMillis), true),
                    new Scope.Window(Set.copyOf(INDICES), time, QueryBuilders.matchAllQuery(), true),
                    random);
        }
    }

    private boolean isIn(String id, long fromMillis, long toMillis) {
        long timeMillis =
                Instant.parse(String.valueOf(stored.get(id).get("@timestamp"))).toEpochMilli();
        return fromMillis <= timeMillis && timeMillis <= toMillis;
    }

    private void check(
            Plan.OfSequence plan, CompiledRule rule, Set<List<String>> expected, Scope scope, Random random) {
        Set<List<String>> matches = new ConcurrentSkipListSet<>(Comparator.comparing(String::valueOf));
        RunResult result = run(rule, scope, 1 + random.nextInt(random.nextBoolean() ? 10 : 200), matches);
        Assertions.assertThat(result.message()).isEmpty();
        Assertions.assertThat(matches).as("%s", plan).containsExactlyInAnyOrderElementsOf(expected);
        found += expected.size();
        narrowed += result.work().reading().keys() > 0 ? 1 : 0;
        boolean some = result.work().steps().stream().anyMatch(step -> step.newCandidates() > 0);
        spared += some && result.work().reading().events() == 0 ? 1 : 0;
    }

    /** Under a bound a run is divided; where one moment is too much it fails, and what it has found is right. */
    private void checkWindow(
            Plan.OfSequence plan, CompiledRule rule, Set<List<String>> expected, Scope scope, Random random) {
        Set<List<String>> matches = new ConcurrentSkipListSet<>(Comparator.comparing(String::valueOf));
        // Not the smallest pages: a run that is divided makes the same searches again and again.
        RunResult result = run(rule, scope, 20 + random.nextInt(100), matches);
        if (result.outcome() == RunResult.Outcome.FAILED) {
            Assertions.assertThat(result.message()).contains("detect.sequence.max_candidates");
            Assertions.assertThat(expected).as("%s", plan).containsAll(matches);
        } else {
            Assertions.assertThat(matches).as("%s", plan).containsExactlyInAnyOrderElementsOf(expected);
            divided += result.work().searches() > 10 ? 1 : 0;
        }
    }

    private RunResult run(CompiledRule rule, Scope scope, int pageSize, Set<List<String>> matches) {
        // Long after the events, so that every verdict about what is missing may be given.
        AlertRun run = new AlertRun(AlertRun.Mode.BACKFILL, NOW.plusSeconds(86_400), "run", "8.19.21");
        RunRequest request = new RunRequest(rule, run, scope, Long.MAX_VALUE, true, Optional.empty(), new TreeMap<>())
                .inPagesOf(pageSize);
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(
                tools(),
                scope instanceof Scope.Arrived ? counted(request) : request,
                (ignored, ledger) -> (batch, listener) -> {
                    // An event with two keys can end a sequence of each: the same events, and so one alert.
                    batch.forEach(match -> matches.add(match.events().stream()
                            .map(event -> event.index() + "/" + event.id())
                            .toList()));
                    listener.onResponse(null);
                },
                future);
        return future.actionGet(TimeValue.timeValueMinutes(1));
    }

    /** As a round begins. */
    private RunRequest counted(RunRequest request) {
        PlainActionFuture<List<RunRequest>> future = new PlainActionFuture<>();
        new NewCandidates(tools()).count(List.of(request), future);
        return future.actionGet(TimeValue.timeValueMinutes(1)).get(0);
    }

    /** Of {@code all} those of whose events {@code counts} one, or the last one. */
    private static Set<List<String>> ids(
            List<CompletedSequence<String>> all, java.util.function.Predicate<String> counts, boolean last) {
        Set<List<String>> ids = new ConcurrentSkipListSet<>(Comparator.comparing(String::valueOf));
        for (CompletedSequence<String> sequence : all) {
            List<String> events = sequence.events();
            if (last
                    ? counts.test(events.get(events.size() - 1))
                    : events.stream().anyMatch(counts)) {
                ids.add(events);
            }
        }
        return ids;
    }

    private List<CompletedSequence<String>> reference(Plan.OfSequence plan) {
        List<Candidate<String>> candidates = new ArrayList<>();
        stored.forEach((id, source) -> {
            Event event = new MapEvent(source);
            BitSet steps = new BitSet();
            List<Condition> conditions = plan.conditions();
            for (int step = 0; step < conditions.size(); step++) {
                steps.set(step, Evaluator.matches(conditions.get(step), event));
            }
            boolean until = plan.until()
                    .filter(condition -> Evaluator.matches(condition, event))
                    .isPresent();
            candidates.add(new Candidate<>(id, event, ordinal(id, event), steps, until));
        });
        candidates.sort(Comparator.comparing(Candidate::ordinal));
        return SequenceMachine.run(plan.sequence(), candidates, Long.MAX_VALUE);
    }

    private static Ordinal ordinal(String id, Event event) {
        Instant time = Instant.parse(event.values("@timestamp").get(0).toString());
        List<Object> tiebreaker = event.values("event.sequence");
        int slash = id.indexOf('/');
        return new Ordinal(
                time.toEpochMilli(),
                0,
                tiebreaker.isEmpty() ? null : tiebreaker.get(0),
                id.substring(0, slash),
                id.substring(slash + 1));
    }

    private void create(String index, String mapping) {
        client().admin()
                .indices()
                .prepareCreate(index)
                .setSettings(Settings.builder()
                        .put("index.number_of_shards", 2)
                        .put("index.number_of_replicas", 0)
                        .put("index.refresh_interval", "-1")
                        .put("index.analysis.normalizer.lower.type", "custom")
                        .putList("index.analysis.normalizer.lower.filter", "lowercase"))
                .setMapping(mapping)
                .get();
    }

    private void index(RandomHistory history, Random random, int count) {
        if (count == 0) {
            return;
        }
        BulkRequestBuilder bulk = client().prepareBulk().setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE);
        List<String> sent = new ArrayList<>();
        Map<String, Map<String, Object>> sources = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String index = INDICES.get(random.nextInt(2));
            String id = "e" + (stored.size() + i);
            Map<String, Object> event = history.event();
            sent.add(index + "/" + id);
            sources.put(index + "/" + id, event);
            bulk.add(prepareIndex(index).setId(id).setSource(event, XContentType.JSON));
        }
        var response = bulk.get();
        for (int i = 0; i < count; i++) {
            if (!response.getItems()[i].isFailed()) {
                stored.put(sent.get(i), sources.get(sent.get(i)));
            }
        }
    }

    private void limits(int keysPerSearch, int maxCandidates) {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder()
                        .put(RunSettings.KEYS_PER_SEARCH.getKey(), keysPerSearch)
                        .put(RunSettings.MAX_CANDIDATES.getKey(), maxCandidates))
                .get();
    }

    @Override
    public void tearDown() throws Exception {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder()
                        .putNull(RunSettings.KEYS_PER_SEARCH.getKey())
                        .putNull(RunSettings.MAX_CANDIDATES.getKey()))
                .get();
        super.tearDown();
    }
}
