package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;
import org.esdetect.testing.RandomEvents;

/**
 * Random events in real indices, random conditions asked of both the index and the memory: the index must find every
 * event that memory finds, and no other where the query says that it is exact.
 *
 * <p>{@code -Ddetect.pairs=10000000} asks for that many pairs of condition and event in all, in rounds with events of
 * their own. {@code -Dtests.seed} repeats a run; each round also names its seed, with which {@code -Ddetect.seed}
 * repeats that round alone.
 */
public abstract class QueryPropertyTestCase extends ESSingleNodeTestCase {
    static final int EVENTS = 300;

    /** How many properties share the pairs. */
    private static final int PROPERTIES = 8;

    private static final long PAIRS = Long.getLong("detect.pairs", 220_000) / PROPERTIES;
    private static final long PAIRS_A_ROUND = 60_000;

    /** What a shard keeps of a query must find what the query finds. */
    private final PreparedQueries prepared = new PreparedQueries(Settings.EMPTY);

    /** Tries {@code PAIRS} pairs with types from mappings. */
    Tally tryWithMappings(RandomConditionsOf conditions, Subject... indices) {
        List<Subject> subjects = List.of(indices);
        Tally tally = new Tally();
        while (tally.pairs < PAIRS) {
            long seed = Long.getLong("detect.seed", randomLong());
            Random random = new Random(seed);
            long last = Math.min(PAIRS, tally.pairs + PAIRS_A_ROUND);
            try {
                Corpus corpus = corpus(subjects, random);
                RandomConditions source = conditions.of(random);
                while (tally.pairs < last) {
                    Condition condition = random.nextBoolean()
                            ? new Condition.Leaf(source.predicate())
                            : source.next(1 + random.nextInt(3));
                    check(corpus, condition, corpus.types, tally);
                }
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("-Ddetect.seed=" + seed + ": " + failed.getMessage(), failed);
            }
            logger.info(
                    "seed {}, {}: {}",
                    seed,
                    subjects.stream().map(Subject::index).toList(),
                    tally);
            subjects.forEach(subject ->
                    assertAcked(indicesAdmin().prepareDelete(subject.index()).get()));
        }
        return tally;
    }

    /** Where conditions come from. */
    interface RandomConditionsOf {
        RandomConditions of(Random random);
    }

    private static void assertAcked(org.elasticsearch.action.support.master.AcknowledgedResponse response) {
        assertTrue("the index of a round is deleted", response.isAcknowledged());
    }

    private void check(Corpus corpus, Condition condition, FieldTypes types, Tally tally) {
        CompiledQuery compiled = QueryCompiler.compile(condition, types);
        CompiledCondition judge = CompiledCondition.compile(condition);
        Set<String> expected = new TreeSet<>();
        corpus.judged.forEach((id, event) -> {
            if (judge.matches(event)) {
                expected.add(id);
            }
        });
        Set<String> found = found(corpus.indices, compiled.query());
        failOnFirst(expected, found, "\nmisses ", corpus, condition, compiled);
        assertEquals("prepared, " + compiled.query(), found, found(corpus.indices, prepared.prepare(compiled.query())));
        if (compiled.exact()) {
            failOnFirst(found, expected, "\nis said to be exact but finds ", corpus, condition, compiled);
            tally.exact++;
        }
        tally.queries++;
        tally.pairs += corpus.judged.size();
        tally.found += found.size();
        tally.expected += expected.size();
    }

    private static void failOnFirst(
            Set<String> wanted,
            Set<String> there,
            String what,
            Corpus corpus,
            Condition condition,
            CompiledQuery compiled) {
        for (String id : wanted) {
            if (!there.contains(id)) {
                fail(condition + what + corpus.sources.get(id) + "\nof [" + id + "] with\n" + compiled.query());
            }
        }
    }

    Set<String> found(List<String> indices, QueryBuilder query) {
        Set<String> ids = new TreeSet<>();
        var search = client().prepareSearch(indices.toArray(String[]::new))
                .setQuery(query)
                .setFetchSource(false)
                .setSize(10_000);
        try {
            var response = search.get();
            try {
                assertEquals("no shard refuses " + query, 0, response.getFailedShards());
                for (SearchHit hit : response.getHits()) {
                    ids.add(hit.getIndex() + "/" + hit.getId());
                }
            } finally {
                response.decRef();
            }
        } catch (RuntimeException refused) {
            throw new AssertionError("no shard refuses " + query, refused);
        }
        return ids;
    }

    FieldTypes mappings(String... indices) {
        return new IndexMappings().of(metadata(), List.of(indices));
    }

    private Metadata metadata() {
        return clusterAdmin()
                .prepareState(TEST_REQUEST_TIMEOUT)
                .get()
                .getState()
                .metadata();
    }

    /** Random events, those that the mappings take, and the sources that the indices give back. */
    Corpus corpus(List<Subject> subjects, Random random) {
        Corpus corpus = new Corpus();
        subjects.forEach(subject -> add(subject, corpus, random));
        corpus.types = types(subjects);
        return corpus;
    }

    private FieldTypes types(List<Subject> subjects) {
        Map<String, IndexMapping> told = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            subject.told().ifPresent(mapping -> told.put(subject.index(), read(mapping)));
        }
        return told.isEmpty()
                ? mappings(subjects.stream().map(Subject::index).toArray(String[]::new))
                : FieldTypes.of(told);
    }

    private static IndexMapping read(String mapping) {
        return IndexMapping.of(
                XContentHelper.convertToMap(new BytesArray(mapping), true, XContentType.JSON)
                        .v2(),
                Settings.EMPTY);
    }

    private void add(Subject subject, Corpus corpus, Random random) {
        create(subject);
        RandomEvents events = new RandomEvents(random);
        BulkRequestBuilder bulk = client().prepareBulk().setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE);
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Object> event = subject.indexed(events.next());
            while (!subject.keeps(event)) {
                event = subject.indexed(events.next());
            }
            corpus.sent.put(subject.index() + "/e" + i, event);
            bulk.add(prepareIndex(subject.index()).setId("e" + i).setSource(event, XContentType.JSON));
        }
        bulk.get();
        corpus.indices.add(subject.index());
        Map<String, Map<String, Object>> sources = sources(subject.index());
        sources.forEach((id, source) -> corpus.judged.put(id, new MapEvent(subject.judged(source, random))));
        corpus.sources.putAll(sources);
    }

    private void create(Subject subject) {
        indicesAdmin()
                .prepareCreate(subject.index())
                .setSettings(Settings.builder()
                        .put(subject.settings())
                        .put("index.number_of_shards", 1)
                        .put("index.analysis.normalizer.lower.type", "custom")
                        .putList("index.analysis.normalizer.lower.filter", "lowercase"))
                .setMapping(subject.mapping())
                .get();
    }

    private Map<String, Map<String, Object>> sources(String index) {
        Map<String, Map<String, Object>> sources = new TreeMap<>();
        var response = client().prepareSearch(index).setSize(EVENTS).get();
        try {
            for (SearchHit hit : response.getHits()) {
                sources.put(index + "/" + hit.getId(), new LinkedHashMap<>(hit.getSourceAsMap()));
            }
        } finally {
            response.decRef();
        }
        // A dynamic mapping is settled by the first events and refuses what differs: chance decides how many that are.
        assertTrue("too few events are taken: " + sources.size(), sources.size() > EVENTS / 50);
        return sources;
    }

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of();
    }

    /** Events in indices, by {@code index/id}. */
    static final class Corpus {
        final List<String> indices = new ArrayList<>();
        final Map<String, Map<String, Object>> sent = new TreeMap<>();
        final Map<String, Map<String, Object>> sources = new TreeMap<>();
        final Map<String, MapEvent> judged = new TreeMap<>();
        FieldTypes types = FieldTypes.of(Map.of());
    }

    /** What was tried. */
    static final class Tally {
        long pairs;
        long found;
        long expected;
        int queries;
        int exact;

        @Override
        public String toString() {
            return "pairs " + pairs + ", expected " + expected + ", found " + found + ", queries " + queries
                    + ", exact among them " + exact;
        }
    }
}
