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
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;
import org.esdetect.testing.RandomEvents;

/**
 * Random events in real indices, random conditions asked of both the index and the memory: the index must find every
 * event that memory finds, and no other where the query says that it is exact.
 *
 * <p>{@code -Ddetect.pairs=1000000} asks for that many pairs of condition and event per mapping.
 */
public class QueryCompilerTests extends ESSingleNodeTestCase {
    private static final int EVENTS = 150;
    private static final int PAIRS = Integer.getInteger("detect.pairs", 9_000);

    private static final String TYPED =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "keyword"}}},
              "process": {"properties": {
                "name": {"type": "keyword"},
                "parent": {"properties": {"name": {"type": "keyword", "index": false}}},
                "command_line": {"type": "keyword", "ignore_above": 12},
                "title": {"type": "text", "fields": {"exact": {"type": "keyword", "ignore_above": 30}}},
                "pid": {"type": "long", "ignore_malformed": true}}},
              "message": {"type": "text"},
              "folded": {"type": "keyword", "normalizer": "lower"},
              "labels": {"type": "flattened"},
              "port": {"type": "integer", "ignore_malformed": true},
              "score": {"type": "double", "ignore_malformed": true},
              "ratio": {"type": "float", "ignore_malformed": true},
              "signed": {"type": "boolean", "ignore_malformed": true},
              "source": {"properties": {"ip": {"type": "ip", "ignore_malformed": true}}},
              "file": {"properties": {"created": {"type": "date", "ignore_malformed": true}}}}}
            """;

    /** Everything that makes an index hold other values than the source. */
    private static final String DECEITFUL =
            """
            {"dynamic": "runtime", "properties": {
              "event": {"properties": {"category": {"type": "keyword", "null_value": "cmd.exe"}}},
              "process": {"dynamic": false, "properties": {
                "name": {"type": "keyword", "copy_to": "folded"},
                "parent": {"type": "nested", "properties": {"name": {"type": "keyword"}}},
                "command_line": {"type": "alias", "path": "process.name"},
                "title": {"type": "object", "enabled": false},
                "pid": {"type": "long", "null_value": 5}}},
              "message": {"type": "keyword", "index": false, "doc_values": false},
              "folded": {"type": "keyword"},
              "labels": {"type": "flattened", "ignore_above": 5},
              "port": {"type": "byte", "ignore_malformed": true},
              "score": {"type": "half_float", "ignore_malformed": true},
              "ratio": {"type": "keyword"},
              "signed": {"type": "keyword"},
              "source": {"properties": {"ip": {"type": "keyword"}}},
              "file": {"properties": {"created": {"type": "keyword"}}}}}
            """;

    /** Where the index says what the source says, word for word. */
    private static final String VERBATIM =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "keyword"}}},
              "process": {"properties": {
                "name": {"type": "keyword"},
                "parent": {"properties": {"name": {"type": "keyword"}}},
                "command_line": {"type": "keyword"},
                "title": {"type": "text", "fields": {"exact": {"type": "keyword"}}}}},
              "message": {"type": "keyword"},
              "folded": {"type": "keyword"},
              "loose": {"properties": {"thing": {"type": "keyword"}}},
              "labels": {"type": "flattened"},
              "signed": {"type": "boolean"},
              "source": {"properties": {"ip": {"type": "ip"}}}}}
            """;

    private static final String DYNAMIC = "{}";

    public void testFoundInTypedIndex_isNeverLessThanInMemory() {
        Corpus corpus = corpus("typed", TYPED, Settings.EMPTY);
        Tally tally = ask(corpus, mappings("typed"));
        assertTrue("queries narrow: " + tally, tally.found < tally.pairs * 0.8);
    }

    public void testFoundInVerbatimIndex_isOftenExactlyWhatMemoryFinds() {
        Corpus corpus = corpus("verbatim", VERBATIM, Settings.EMPTY);
        Tally tally = ask(corpus, mappings("verbatim"));
        assertTrue("some queries are exact: " + tally, tally.exact > 3);
    }

    public void testFoundInDynamicIndex_isNeverLessThanInMemory() {
        Corpus corpus = corpus("dynamic", DYNAMIC, Settings.EMPTY);
        ask(corpus, mappings("dynamic"));
    }

    public void testFoundWhereTheIndexHoldsOtherValues_isNeverLessThanInMemory() {
        Corpus corpus = corpus("deceitful", DECEITFUL, Settings.EMPTY);
        ask(corpus, mappings("deceitful"));
    }

    public void testFoundInIndicesThatDiffer_isNeverLessThanInMemory() {
        Corpus corpus = corpus("typed", TYPED, Settings.EMPTY);
        corpus.putAll(corpus("dynamic", DYNAMIC, Settings.EMPTY));
        corpus.putAll(corpus("deceitful", DECEITFUL, Settings.EMPTY));
        ask(corpus, mappings("typed", "dynamic", "deceitful"));
    }

    public void testFoundInSyntheticSource_isNeverLessThanInMemory() {
        Settings synthetic =
                Settings.builder().put("index.mapping.source.mode", "synthetic").build();
        Corpus corpus = corpus("synthetic", TYPED, synthetic);
        ask(corpus, mappings("synthetic"));
    }

    /**
     * Synthetic source sorts, drops repeats and rewrites numbers as text where the field is text: no verdict hangs on
     * it.
     */
    public void testVerdictOnSyntheticSource_isThatOnTheSourceAsSent() {
        Settings synthetic =
                Settings.builder().put("index.mapping.source.mode", "synthetic").build();
        Set<String> faithful =
                Set.of("event.category", "process.name", "process.parent.name", "folded", "labels.key", "signed");
        Corpus corpus = corpus("synthetic", VERBATIM, synthetic);
        RandomConditions conditions = new RandomConditions(new Random(randomLong()));
        int asked = 0;
        while (asked < PAIRS) {
            Condition condition = conditions.next(2);
            if (faithful.containsAll(ConditionFields.of(condition))
                    && !condition.toString().contains("Computed")) {
                CompiledCondition judge = CompiledCondition.compile(condition);
                corpus.sources.forEach((id, source) -> assertEquals(
                        condition + " on " + corpus.sent.get(id) + " that became " + source,
                        judge.matches(new MapEvent(corpus.sent.getOrDefault(id, Map.of()))),
                        judge.matches(new MapEvent(source))));
                asked += corpus.sources.size();
            }
        }
    }

    public void testLargeLists_areTakenAndFind() {
        corpus("verbatim", VERBATIM, Settings.EMPTY);
        FieldTypes types = mappings("verbatim");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            texts.add("C:\\Program Files (x86)\\tool-" + i + ".exe");
        }
        String wanted = texts.get(2_999);
        prepareIndex("verbatim")
                .setId("wanted")
                .setSource(Map.of("process", Map.of("name", wanted)))
                .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE)
                .get();
        List<Literal> literals = texts.stream().map(Literal::new).toList();
        List<String> patterns = texts.stream()
                .limit(3_000)
                .map(text -> "?:\\*\\" + text.substring(text.lastIndexOf('\\') + 1))
                .toList();
        for (Predicate leaf : List.of(
                new Predicate.OneOf("process.name", literals, true),
                new Predicate.OneOf("process.name", literals.subList(0, 3_000), false),
                new Predicate.Like("process.name", patterns.subList(2_950, 3_000), false),
                new Predicate.Like("process.name", patterns, true))) {
            for (Condition condition : List.<Condition>of(
                    new Condition.Leaf(leaf), new Condition.Not(new Condition.Not(new Condition.Leaf(leaf))))) {
                CompiledQuery compiled = QueryCompiler.compile(condition, types);
                assertTrue(found(List.of("verbatim"), compiled.query()).contains("verbatim/wanted"));
            }
        }
        Condition exactly =
                new Condition.Leaf(new Predicate.OneOf("process.name", literals.subList(2_970, 3_000), false));
        assertEquals(
                Set.of("verbatim/wanted"),
                found(List.of("verbatim"), QueryCompiler.compile(exactly, types).query()));
    }

    private Tally ask(Corpus corpus, FieldTypes types) {
        RandomConditions conditions = new RandomConditions(new Random(randomLong()));
        Tally tally = new Tally();
        while (tally.pairs < PAIRS) {
            Condition condition = randomBoolean()
                    ? new Condition.Leaf(conditions.predicate())
                    : conditions.next(randomIntBetween(1, 3));
            check(corpus, condition, types, tally);
        }
        logger.info("{}: {}", corpus.indices, tally);
        return tally;
    }

    private void check(Corpus corpus, Condition condition, FieldTypes types, Tally tally) {
        CompiledQuery compiled = QueryCompiler.compile(condition, types);
        CompiledCondition judge = CompiledCondition.compile(condition);
        Set<String> expected = new TreeSet<>();
        corpus.sources.forEach((id, source) -> {
            if (judge.matches(new MapEvent(source))) {
                expected.add(id);
            }
        });
        Set<String> found = found(corpus.indices, compiled.query());
        Set<String> missed = new TreeSet<>(expected);
        missed.removeAll(found);
        if (!missed.isEmpty()) {
            String id = missed.iterator().next();
            fail(condition + "\nmisses " + corpus.sources.get(id) + "\nof [" + id + "] with\n" + compiled.query());
        }
        if (compiled.exact()) {
            Set<String> tooMany = new TreeSet<>(found);
            tooMany.removeAll(expected);
            tooMany.stream()
                    .findFirst()
                    .ifPresent(id -> fail(condition + "\nis said to be exact but finds " + corpus.sources.get(id)
                            + "\nwith\n" + compiled.query()));
            tally.exact++;
        }
        tally.pairs += corpus.sources.size();
        tally.found += found.size();
        tally.expected += expected.size();
    }

    private Set<String> found(List<String> indices, QueryBuilder query) {
        Set<String> ids = new TreeSet<>();
        var search = client().prepareSearch(indices.toArray(String[]::new))
                .setQuery(query)
                .setFetchSource(false)
                .setSize(10 * EVENTS);
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

    private FieldTypes mappings(String... indices) {
        Metadata metadata = clusterAdmin()
                .prepareState(TEST_REQUEST_TIMEOUT)
                .get()
                .getState()
                .metadata();
        return new IndexMappings().of(metadata, List.of(indices));
    }

    /** Random events, those that the mapping takes, and the sources that the index gives back. */
    private Corpus corpus(String index, String mapping, Settings settings) {
        indicesAdmin()
                .prepareCreate(index)
                .setSettings(Settings.builder()
                        .put(settings)
                        .put("index.number_of_shards", 1)
                        .put("index.analysis.normalizer.lower.type", "custom")
                        .putList("index.analysis.normalizer.lower.filter", "lowercase"))
                .setMapping(mapping)
                .get();
        RandomEvents events = new RandomEvents(new Random(randomLong()));
        BulkRequestBuilder bulk = client().prepareBulk().setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE);
        Map<String, Map<String, Object>> sent = new TreeMap<>();
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Object> event = events.next();
            sent.put(index + "/e" + i, event);
            bulk.add(prepareIndex(index).setId("e" + i).setSource(event, XContentType.JSON));
        }
        bulk.get();
        return new Corpus(index, sent, sources(index));
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
        assertTrue("too few events are taken: " + sources.size(), sources.size() > EVENTS / 10);
        return sources;
    }

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of();
    }

    private static final class Corpus {
        private final List<String> indices = new ArrayList<>();
        private final Map<String, Map<String, Object>> sent;
        private final Map<String, Map<String, Object>> sources = new TreeMap<>();

        Corpus(String index, Map<String, Map<String, Object>> sent, Map<String, Map<String, Object>> sources) {
            this.indices.add(index);
            this.sent = sent;
            this.sources.putAll(sources);
        }

        void putAll(Corpus other) {
            indices.addAll(other.indices);
            sources.putAll(other.sources);
        }
    }

    private static final class Tally {
        private long pairs;
        private long found;
        private long expected;
        private int exact;

        @Override
        public String toString() {
            return "pairs " + pairs + ", expected " + expected + ", found " + found + ", exact queries " + exact;
        }
    }
}
