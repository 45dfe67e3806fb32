package org.esdetect.es.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.routing.IndexRouting;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.run.SequencesThere.Arrived;
import org.esdetect.es.run.StreamedHistory.Arrival;

/**
 * A history delivered in chunks of random size, with a run of every rule after each: what is found in the end, compared
 * with the machine that is given all events at once.
 *
 * <p>The long form is {@code -Ddetect.history.rules=FOLDER -Ddetect.history.triggers=FILE.ndjson.gz
 * -Ddetect.history.events=200000 -Ddetect.history.seeds=50}; a failure names its seed, and {@code -Ddetect.seed}
 * repeats it alone.
 */
public class StreamedSequencesTests extends RunTestCase {
    private static final int EVENTS = Integer.getInteger("detect.history.events", 1_500);
    private static final int SEEDS = Integer.getInteger("detect.history.seeds", 2);
    private static final String MAPPING =
            """
            {"dynamic_templates": [{"text": {"match_mapping_type": "string", "mapping": {"type": "keyword", "ignore_above": 1024}}}],
             "date_detection": false, "properties": {"@timestamp": {"type": "date"}}}
            """;

    private ChainTemplates templates;
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final Map<String, Optional<Undecided>> left = new HashMap<>();
    /** By rule, the events of each sequence; an event that was sent twice is one. */
    private final Map<String, Set<List<String>>> reported = new ConcurrentHashMap<>();

    private final Map<String, String> eventOfDocument = new HashMap<>();

    /** Events of one key arrive as they happened: the alerts are those of the machine that gets all events at once. */
    public void testChunks_inOrder_giveTheSequencesOfAllEventsAtOnce() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            seeded(false, history -> {
                for (CompiledRule rule : templates.rules()) {
                    Assertions.assertThat(reported(rule))
                            .as(rule.rule().id())
                            .isEqualTo(new SequencesThere(rule, history).atTheEnd());
                }
            });
        }
    }

    /**
     * Events come late, in any order: the alerts are the sequences that were in the events at the end of any chunk,
     * among them those of all events at once. What is too much for one run is read in halves, and what was there after
     * a half counts as well.
     */
    public void testChunks_inAnyOrder_giveTheSequencesThatWereThereAfterEachAndMissNone() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            seeded(true, history -> {
                for (CompiledRule rule : templates.rules()) {
                    SequencesThere there = new SequencesThere(rule, history);
                    Assertions.assertThat(reported(rule)).as(rule.rule().id()).containsAll(there.atTheEnd());
                    Set<List<String>> ever = there.afterAnyChunk();
                    Assertions.assertThat(reported(rule)).as(rule.rule().id()).containsAll(ever);
                    Set<List<String>> more = new HashSet<>(reported(rule));
                    more.removeAll(ever);
                    Assertions.assertThat(more).as(rule.rule().id()).allMatch(there::withinAChunk);
                }
            });
        }
    }

    private interface Check {
        void check(List<Arrived> history);
    }

    private void seeded(boolean late, Check check) throws IOException {
        long seed = Long.getLong("detect.seed", randomLong());
        templates = ChainTemplates.load();
        queries = mappedQueries();
        try {
            List<Arrived> history = deliver(late, new Random(seed));
            long sequences = reported.values().stream().mapToLong(Set::size).sum();
            logger.warn("seed {}, late {}: {} events, {} sequences", seed, late, history.size(), sequences);
            Assertions.assertThat(sequences).isGreaterThan(EVENTS / 100);
            check.check(history);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("-Ddetect.seed=" + seed + ": " + failed.getMessage(), failed);
        }
        client().admin().indices().prepareDelete(ChainTemplates.INDEX).get();
        reported.clear();
        cursors.clear();
        left.clear();
        eventOfDocument.clear();
    }

    private List<Arrived> deliver(boolean late, Random random) {
        client().admin()
                .indices()
                .prepareCreate(ChainTemplates.INDEX)
                .setSettings(Settings.builder()
                        .put("index.number_of_shards", 2)
                        .put("index.number_of_replicas", 0)
                        .put("index.refresh_interval", "-1")
                        .put("index.mapping.total_fields.limit", 5_000))
                .setMapping(MAPPING)
                .get();
        List<Arrival> history = StreamedHistory.of(templates, EVENTS, late, random);
        List<Arrived> delivered = new ArrayList<>();
        IndexRouting routing = IndexRouting.fromIndexMetadata(
                getInstanceFromNode(ClusterService.class).state().metadata().index(ChainTemplates.INDEX));
        int chunk = 0;
        for (int from = 0; from < history.size(); chunk++) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(Math.max(200, EVENTS / 20)));
            // What happened in one millisecond comes together where order matters.
            while (!late
                    && to < history.size()
                    && history.get(to).timeMillis() == history.get(to - 1).timeMillis()) {
                to++;
            }
            index(history.subList(from, to));
            for (Arrival arrival : history.subList(from, to)) {
                delivered.add(new Arrived(arrival, chunk, delivered.size(), routing.getShard(arrival.id(), null)));
            }
            now = Instant.ofEpochMilli(history.get(to - 1).arrivedMillis());
            tick();
            from = to;
        }
        // So that what waits for its verdict gets it.
        now = now.plusSeconds(7 * 86_400);
        tick();
        return delivered;
    }

    private void index(List<Arrival> events) {
        for (int from = 0; from < events.size(); from += 1_000) {
            BulkRequestBuilder bulk = client().prepareBulk();
            for (Arrival event : events.subList(from, Math.min(events.size(), from + 1_000))) {
                eventOfDocument.put(event.id(), SequencesThere.event(event));
                bulk.add(prepareIndex(ChainTemplates.INDEX)
                        .setId(event.id())
                        .setSource(event.source(), XContentType.JSON));
            }
            BulkResponse done = bulk.get();
            Assertions.assertThat(done.hasFailures())
                    .as(done.buildFailureMessage())
                    .isFalse();
        }
    }

    /** As a round does it: one checkpoint, one count for all rules, then those that have something. */
    private void tick() {
        List<RunRequest> requests = new ArrayList<>();
        CompiledRule any = templates.rules().get(0);
        Checkpoint checkpoint = checkpoint(any);
        for (CompiledRule rule : templates.rules()) {
            Arrivals arrivals =
                    checkpoint.since(cursors.getOrDefault(rule.rule().id(), Cursor.EMPTY), checkpoint.indexUuids());
            requests.add(new RunRequest(
                    rule,
                    new AlertRun(AlertRun.Mode.SEQUENCE, now, "run", "8.19.21"),
                    new Scope.Arrived(arrivals, Set.of(ChainTemplates.INDEX)),
                    Long.MAX_VALUE,
                    false,
                    left.getOrDefault(rule.rule().id(), Optional.empty()),
                    arrivals.unavailable()));
        }
        PlainActionFuture<List<RunRequest>> counted = new PlainActionFuture<>();
        new NewCandidates(tools()).count(requests, counted);
        for (RunRequest request : counted.actionGet(TimeValue.timeValueMinutes(1))) {
            run(request);
        }
    }

    private void run(RunRequest request) {
        String id = request.rule().rule().id();
        Set<List<String>> found = reported.computeIfAbsent(id, unseen -> ConcurrentHashMap.newKeySet());
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(
                tools(),
                request,
                (ignored, ledger) -> (matches, listener) -> {
                    matches.forEach(match -> found.add(match.events().stream()
                            .map(event -> eventOfDocument.get(event.id()))
                            .toList()));
                    listener.onResponse(null);
                },
                future);
        RunResult result = future.actionGet(TimeValue.timeValueMinutes(5));
        Assertions.assertThat(result.message()).as(id).isEmpty();
        cursors.merge(id, Cursor.EMPTY.advance(result.reached()), (before, after) -> before.advance(after.positions()));
        left.put(id, result.undecided());
    }

    private Set<List<String>> reported(CompiledRule rule) {
        return reported.getOrDefault(rule.rule().id(), Set.of());
    }
}
