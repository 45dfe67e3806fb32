package org.esdetect.es.prepared;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.AbstractQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.SearchModule;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.test.hamcrest.ElasticsearchAssertions;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;

public class PreparedQueriesTests extends ESSingleNodeTestCase {
    private static final QueryBuilder TOOLS =
            QueryBuilders.regexpQuery("name", "certutil|psexec|mimikatz").caseInsensitive(true);

    private final PreparedQueries prepared = new PreparedQueries(Settings.EMPTY);

    /** What the plugin registers, alone. */
    public static final class PreparedPlugin extends Plugin implements SearchPlugin {
        @Override
        public List<QuerySpec<?>> getQueries() {
            return List.of(PreparedQueryBuilder.spec(new PreparedQueries(Settings.EMPTY)));
        }
    }

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(PreparedPlugin.class);
    }

    public void testQuery_askedAgain_isPreparedOnceForAllShards() {
        createIndex(
                "logs", Settings.builder().put("index.number_of_shards", 3).build(), "_doc", "name", "type=keyword");
        for (int i = 0; i < 10; i++) {
            put("logs", "tool" + i, "PsExec");
            put("logs", "other" + i, "psexec64");
        }
        for (int round = 0; round < 5; round++) {
            assertEquals(10, found("logs", prepared.prepare(TOOLS)).size());
        }
        assertEquals(1L, prepared.stats().get("misses"));
        assertEquals(1, prepared.stats().get("count"));
    }

    public void testPattern_ofManyIndices_isPreparedOnceWhereTheFieldIsAKeyword() {
        for (String index : List.of("one", "two")) {
            createIndex(index, Settings.EMPTY, "_doc", "name", "type=keyword");
            put(index, index, "certutil");
        }
        createIndex("three");
        put("three", "three", "certutil");
        createIndex("four", Settings.EMPTY, "_doc", "name", "type=text");
        put("four", "four", "certutil -f");
        createIndex("five", Settings.EMPTY, "_doc", "name", "type=keyword,index=false");
        put("five", "five", "certutil");
        QueryBuilder query =
                prepared.prepare(QueryBuilders.wildcardQuery("name", "cert*").caseInsensitive(true));
        for (int round = 0; round < 3; round++) {
            assertEquals(Set.of("one", "two", "three", "four", "five"), found("*", query));
        }
        assertEquals(1L, prepared.stats().get("misses"));
    }

    public void testPattern_onANormalizedKeyword_isNotTakenFromOneThatIsNot() {
        createIndex("plain", Settings.EMPTY, "_doc", "name", "type=keyword");
        createIndex(
                "folded",
                Settings.builder()
                        .put("index.analysis.normalizer.folded.type", "custom")
                        .putList("index.analysis.normalizer.folded.filter", "lowercase")
                        .build(),
                "_doc",
                "name",
                "type=keyword,normalizer=folded");
        put("plain", "plain", "PsExec");
        put("folded", "folded", "PsExec");
        QueryBuilder query = prepared.prepare(QueryBuilders.wildcardQuery("name", "Ps*"));
        assertEquals(Set.of("plain"), found("plain", query));
        assertEquals(Set.of("folded"), found("folded", query));
    }

    public void testPattern_underAnAlias_isThatOfTheFieldItself() {
        createIndex("logs", Settings.EMPTY, "_doc", "name", "type=keyword", "other", "type=alias,path=name");
        put("logs", "tool", "certutil");
        assertEquals(Set.of("tool"), found("logs", prepared.prepare(QueryBuilders.wildcardQuery("other", "*util"))));
        createIndex("more", Settings.EMPTY, "_doc", "other", "type=keyword");
        assertEquals(Set.of(), found("more", prepared.prepare(QueryBuilders.wildcardQuery("other", "*util"))));
    }

    public void testPattern_whereDearQueriesAreForbidden_isRefusedThoughPreparedBefore() {
        createIndex("logs", Settings.EMPTY, "_doc", "name", "type=keyword");
        put("logs", "tool", "certutil");
        assertEquals(Set.of("tool"), found("logs", prepared.prepare(TOOLS)));
        allowExpensiveQueries(false);
        try {
            Exception refused = expectThrows(Exception.class, () -> found("logs", prepared.prepare(TOOLS)));
            assertTrue(refused.toString(), refused.getCause().getMessage().contains("search.allow_expensive_queries"));
        } finally {
            allowExpensiveQueries(null);
        }
    }

    private void allowExpensiveQueries(Boolean allowed) {
        Settings.Builder settings = Settings.builder();
        String key = "search.allow_expensive_queries";
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(allowed == null ? settings.putNull(key) : settings.put(key, allowed))
                .get();
    }

    public void testQueries_beyondTheBound_areForgottenAndStillFind() {
        PreparedQueries small = new PreparedQueries(
                Settings.builder().put(PreparedQueries.SIZE.getKey(), "64kb").build());
        createIndex("logs", Settings.EMPTY, "_doc", "name", "type=keyword");
        put("logs", "tool", "certutil");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50; i++) {
                QueryBuilder query = QueryBuilders.wildcardQuery("name", "*util*" + "?".repeat(i))
                        .caseInsensitive(true);
                assertEquals(i == 0, found("logs", small.prepare(query)).contains("tool"));
            }
        }
        assertTrue(small.stats().toString(), (long) small.stats().get("evictions") > 0);
        assertTrue(small.stats().toString(), (long) small.stats().get("size_in_bytes") <= 64 * 1024);
    }

    public void testQuery_thatAShardRefuses_isRefusedWithTheShardsReasonEachTime() {
        createIndex("logs", Settings.EMPTY, "_doc", "name", "type=keyword");
        put("logs", "tool", "certutil");
        QueryBuilder tooLong = prepared.prepare(QueryBuilders.regexpQuery("name", "a".repeat(2_000)));
        for (int round = 0; round < 2; round++) {
            Exception refused = expectThrows(Exception.class, () -> found("logs", tooLong));
            assertTrue(refused.toString(), refused.getCause().getMessage().contains("[index.max_regex_length]"));
        }
    }

    public void testQuery_overTheWire_staysTheSame() throws IOException {
        NamedWriteableRegistry registry = new NamedWriteableRegistry(
                new SearchModule(Settings.EMPTY, List.of(new PreparedPlugin())).getNamedWriteables());
        QueryBuilder copy = copyNamedWriteable(prepared.prepare(TOOLS), registry, QueryBuilder.class);
        assertEquals(prepared.prepare(TOOLS), copy);
        assertEquals(prepared.prepare(TOOLS).hashCode(), copy.hashCode());
        createIndex("logs", Settings.EMPTY, "_doc", "name", "type=keyword");
        put("logs", "tool", "MIMIKATZ");
        assertEquals(Set.of("tool"), found("logs", copy));
    }

    public void testQuery_sentByAClient_isRefused() throws IOException {
        XContentParserConfiguration configuration =
                XContentParserConfiguration.EMPTY.withRegistry(new NamedXContentRegistry(
                        new SearchModule(Settings.EMPTY, List.of(new PreparedPlugin())).getNamedXContents()));
        String sent = BytesReference.bytes(prepared.prepare(TOOLS).toXContent(XContentFactory.jsonBuilder(), null))
                .utf8ToString();
        try (XContentParser parser = XContentType.JSON.xContent().createParser(configuration, sent)) {
            Exception refused = expectThrows(Exception.class, () -> AbstractQueryBuilder.parseTopLevelQuery(parser));
            assertTrue(refused.toString(), refused.toString().contains("used by the plugin's own searches only"));
        }
    }

    private void put(String index, String id, String name) {
        prepareIndex(index)
                .setId(id)
                .setSource(Map.of("name", name))
                .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE)
                .get();
    }

    private Set<String> found(String index, QueryBuilder query) {
        Set<String> ids = new TreeSet<>();
        ElasticsearchAssertions.assertResponse(
                client().prepareSearch(index).setQuery(query).setSize(100), response -> {
                    for (SearchHit hit : response.getHits()) {
                        ids.add(hit.getId());
                    }
                });
        return ids;
    }
}
