package org.esdetect.es.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.breaker.NoopCircuitBreaker;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.AlertRun;
import org.esdetect.bench.EventFile;
import org.esdetect.bench.RuleFolder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.run.EventWindows.Window;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.SequenceLimits;
import org.esdetect.sequence.SequenceMachine;

/**
 * What one pass over all sequence rules of {@code -Ddetect.bench.rules=FOLDER} costs, on a node in this process: some
 * events of the last minute are new, the others lie before them in the window. Beside it, on the same events, what it
 * would cost otherwise. A test class, so that the node can see into the plugin; run as docs/benchmarks.md says.
 */
public class SequencePass extends RunTestCase {
    private static final String INDEX = "logs-pass";
    private static final int WINDOW = Integer.getInteger("detect.bench.window", 100_000);
    private static final int NEW = Integer.getInteger("detect.bench.new", 6_000);
    private static final int ROUNDS = Integer.getInteger("detect.bench.rounds", 5);
    private static final int EVENTS_A_SECOND = 1_000;
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MAPPING =
            """
            {"dynamic_templates": [{"text": {"match_mapping_type": "string", "mapping": {"type": "keyword", "ignore_above": 8191}}}],
             "date_detection": false, "properties": {"@timestamp": {"type": "date"}}}
            """;

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final AtomicLong memory = new AtomicLong();
    private final AtomicLong peakMemory = new AtomicLong();
    private final PreparedQueries prepared = new PreparedQueries(Settings.EMPTY);
    private List<CompiledRule> rules = List.of();
    private Cursor before = Cursor.EMPTY;

    /** What a pass came to. */
    private record Pass(long found, long searches, long events) {}

    private interface Way {
        Pass pass();
    }

    public void testPasses() throws IOException {
        queries = new MappedQueries(new IndexMappings(), prepared);
        rules = sequenceRules();
        EventFile events = EventFile.load();
        create();
        fill(events, 0, WINDOW - NEW);
        before = Cursor.EMPTY.advance(checkpoint().positions());
        fill(events, WINDOW - NEW, WINDOW);
        Cursor now = Cursor.EMPTY.advance(checkpoint().positions());
        System.out.printf(
                Locale.ROOT,
                "%d sequence rules, %d events, %d of them new, %d segments%n",
                rules.size(),
                WINDOW,
                NEW,
                client().admin().indices().prepareStats(INDEX).setSegments(true).get().getTotal().getSegments().getCount());
        measure("nothing new", ROUNDS * 4, () -> scheduled(now));
        measure("as scheduled", ROUNDS, () -> scheduled(before));
        System.out.println("prepared queries: " + new TreeMap<>(prepared.stats()));
        // What the others hold is not bounded.
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(RunSettings.MAX_CANDIDATES.getKey(), 5_000_000))
                .get();
        measure("rarest step first, without counting arrivals", ROUNDS, () -> all(true));
        measure("every step in full", Integer.getInteger("detect.bench.full", 1), () -> all(false));
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().putNull(RunSettings.MAX_CANDIDATES.getKey()))
                .get();
    }

    private void measure(String name, int rounds, Way way) {
        // The first rounds only warm up.
        int warmUp = Math.min(10, rounds - 1);
        double[] cpu = new double[rounds];
        double[] wall = new double[rounds];
        Pass pass = new Pass(0, 0, 0);
        peakMemory.set(0);
        for (int round = -warmUp; round < rounds; round++) {
            long cpuStart = process.getProcessCpuTime();
            long start = System.nanoTime();
            pass = way.pass();
            if (round >= 0) {
                cpu[round] = (process.getProcessCpuTime() - cpuStart) / 1e6;
                wall[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        System.out.printf(
                Locale.ROOT,
                "%-46s CPU %,9.1f ms (%,.1f-%,.1f), wall %,9.1f ms; %d sequences, %d searches, %d events read, %d KB held at most; load %.1f%n",
                name,
                cpu[rounds / 2],
                cpu[0],
                cpu[rounds - 1],
                wall[rounds / 2],
                pass.found(),
                pass.searches(),
                pass.events(),
                peakMemory.get() / 1024,
                process.getSystemLoadAverage());
    }

    /** As a round does it, from {@code cursor}. */
    private Pass scheduled(Cursor cursor) {
        Checkpoint checkpoint = checkpoint();
        List<RunRequest> runs = new ArrayList<>();
        for (CompiledRule rule : rules) {
            Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
            runs.add(request(rule, new Scope.Arrived(arrivals, Set.of(INDEX))));
        }
        PlainActionFuture<List<RunRequest>> counted = new PlainActionFuture<>();
        new NewCandidates(tools()).count(runs, counted);
        long found = 0;
        long searches = 0;
        long events = 0;
        for (RunRequest run : counted.actionGet()) {
            AtomicLong matches = new AtomicLong();
            PlainActionFuture<RunResult> future = new PlainActionFuture<>();
            RuleRun.start(
                    measured(),
                    run,
                    (ignored, ledger) -> (batch, listener) -> {
                        matches.addAndGet(batch.size());
                        listener.onResponse(null);
                    },
                    future);
            RunResult result = future.actionGet();
            if (!result.message().isEmpty()) {
                System.out.println(result.ruleId() + " " + result.message());
            }
            if (Boolean.getBoolean("detect.bench.steps")) {
                System.out.println(run.rule().rule().name() + " | " + result.work().searches() + " searches, "
                        + result.work().reading().events() + " read, " + matches.get() + " found, " + result.work().steps());
            }
            found += matches.get();
            searches += result.work().searches();
            events += result.work().reading().events();
        }
        return new Pass(found, searches, events);
    }

    /** Over the whole window, whatever is new. */
    private Pass all(boolean rarestFirst) {
        Checkpoint checkpoint = checkpoint();
        long found = 0;
        long searches = 0;
        long events = 0;
        for (CompiledRule rule : rules) {
            Arrivals arrivals = checkpoint.since(Cursor.EMPTY, checkpoint.indexUuids());
            RunRequest request = request(rule, new Scope.Arrived(arrivals, Set.of(INDEX)));
            Steps steps = new Steps((Plan.OfSequence) rule.plan().orElseThrow());
            RunLedger ledger = new RunLedger(steps.size());
            AtomicLong matches = new AtomicLong();
            Run run = new Run(
                    request,
                    measured(),
                    getInstanceFromNode(ClusterService.class).state(),
                    ledger,
                    new Searches(client(), tools().executor(), ledger, rarestFirst ? Searches.PAGE_SIZE : 1_000),
                    (batch, listener) -> {
                        matches.addAndGet(batch.size());
                        listener.onResponse(null);
                    });
            if (rarestFirst) {
                rarestFirst(run, steps);
            } else {
                matches.addAndGet(everyStep(run, steps));
            }
            found += matches.get();
            searches += ledger.work().searches();
            events += ledger.work().reading().events();
        }
        return new Pass(found, searches, events);
    }

    private SequenceInputs inputs(Run run, Steps steps) {
        return new SequenceInputs(
                run,
                steps,
                new StepQueries(run, steps),
                new CandidateReader(steps, run.request().rule(), END.toEpochMilli(), false, run.ledger()),
                new EventWindows(steps.sequence().maxSpanMillis().orElseThrow()),
                Optional.empty(),
                run.tools().limits().memory());
    }

    private void rarestFirst(Run run, Steps steps) {
        PlainActionFuture<Void> future = new PlainActionFuture<>();
        new SequenceReading(inputs(run, steps), 0, undecided -> {})
                .start(List.of(new Window(Long.MIN_VALUE, Long.MAX_VALUE)), null, future);
        future.actionGet(TimeValue.timeValueMinutes(10));
    }

    /** Each step for itself, page by page, then the machine. */
    private long everyStep(Run run, Steps steps) {
        SequenceInputs inputs = inputs(run, steps);
        Map<String, Candidate<EventRef>> candidates = new HashMap<>();
        for (int condition = 0; condition < steps.conditions().size(); condition++) {
            PlainActionFuture<Void> future = new PlainActionFuture<>();
            run.searches()
                    .<Candidate<EventRef>>read(
                            new String[] {INDEX},
                            inputs.reader().source().query(inputs.queries().of(condition)),
                            inputs.reader()::read,
                            (page, next) -> {
                                page.forEach(candidate -> candidates.put(candidate.reference().id(), candidate));
                                next.onResponse(null);
                            },
                            future);
            future.actionGet(TimeValue.timeValueMinutes(10));
        }
        List<Candidate<EventRef>> inOrder = new ArrayList<>(candidates.values());
        inOrder.sort(Comparator.comparing(Candidate::ordinal));
        SequenceMachine<EventRef> machine = new SequenceMachine<>(
                steps.sequence(), new SequenceLimits(2_000_000, 1_000, 2_000_000));
        inOrder.forEach(machine::accept);
        return machine.drain(Long.MAX_VALUE).size();
    }

    private static RunRequest request(CompiledRule rule, Scope scope) {
        AlertRun run = new AlertRun(AlertRun.Mode.SEQUENCE, END, "run", "8.19.21");
        return new RunRequest(
                rule, run, scope, Long.MAX_VALUE, false, Optional.empty(), new TreeMap<>());
    }

    /** With a breaker that keeps account. */
    private RunTools measured() {
        RunTools tools = tools();
        return new RunTools(
                tools.runAs(),
                tools.rights(),
                tools.queries(),
                tools.alerts(),
                tools.clusterService(),
                tools.executor(),
                new RunLimits(tools.clusterService().getClusterSettings(), new NoopCircuitBreaker("request") {
                    @Override
                    public void addEstimateBytesAndMaybeBreak(long bytes, String label) {
                        peakMemory.accumulateAndGet(memory.addAndGet(bytes), Math::max);
                    }

                    @Override
                    public void addWithoutBreaking(long bytes) {
                        memory.addAndGet(bytes);
                    }
                }));
    }

    private Checkpoint checkpoint() {
        return checkpoint(rules.get(0));
    }

    private static List<CompiledRule> sequenceRules() throws IOException {
        List<CompiledRule> sequences = new ArrayList<>();
        for (Rule rule : RuleFolder.rules()) {
            CompiledRule compiled = RuleCompiler.compile(rule.withEnabled(true).withIndices(List.of(INDEX)));
            if (compiled.plan().filter(Plan.OfSequence.class::isInstance).isPresent()) {
                sequences.add(compiled);
            }
        }
        return sequences;
    }

    private void create() {
        client().admin()
                .indices()
                .prepareCreate(INDEX)
                .setSettings(Settings.builder()
                        .put("index.number_of_shards", 1)
                        .put("index.number_of_replicas", 0)
                        .put("index.refresh_interval", "5s")
                        .put("index.mapping.ignore_malformed", true)
                        .put("index.mapping.total_fields.limit", 10_000))
                .setMapping(MAPPING)
                .get();
    }

    /** The recorded events over and over, a thousand a second up to {@link #END}, hosts and entities of each time its own. */
    private void fill(EventFile events, int from, int to) {
        for (int start = from; start < to; start += 1_000) {
            BulkRequestBuilder bulk = client().prepareBulk();
            for (int i = start; i < Math.min(to, start + 1_000); i++) {
                Map<String, Object> event = events.parse(i % events.size());
                event.put(
                        "@timestamp",
                        END.minusMillis((long) (WINDOW - i) * 1_000 / EVENTS_A_SECOND).toString());
                bulk.add(prepareIndex(INDEX).setId("e" + i).setSource(event, XContentType.JSON));
            }
            var response = bulk.get();
            if (response.hasFailures()) {
                throw new IllegalStateException(response.buildFailureMessage());
            }
        }
        client().admin().indices().prepareRefresh(INDEX).get();
    }
}
