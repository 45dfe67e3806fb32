package org.esdetect.es.prepared;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Accountable;
import org.elasticsearch.common.cache.Cache;
import org.elasticsearch.common.cache.CacheBuilder;
import org.elasticsearch.common.lucene.Lucene;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.index.mapper.KeywordFieldMapper.KeywordFieldType;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.PrefixQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.RegexpQueryBuilder;
import org.elasticsearch.index.query.SearchExecutionContext;
import org.elasticsearch.index.query.TermQueryBuilder;
import org.elasticsearch.index.query.WildcardQueryBuilder;
import org.esdetect.es.stats.StatsSource;

/**
 * What this node made of the patterns of rules. What was not asked for longest is forgotten when {@link #SIZE} is full,
 * and made again when it is asked for. Any thread.
 */
public final class PreparedQueries implements StatsSource {
    /** The most that prepared patterns may take in memory on a node. */
    public static final Setting<ByteSizeValue> SIZE =
            Setting.memorySizeSetting("detect.query.cache_size", "5%", Setting.Property.NodeScope);

    /** An entry without its automaton: keys, links, the pattern in both. */
    private static final long ENTRY_BYTES = 500;

    private final Cache<QueryBuilder, Query> kept;

    public PreparedQueries(Settings settings) {
        this.kept = CacheBuilder.<QueryBuilder, Query>builder()
                .setMaximumWeight(SIZE.get(settings).getBytes())
                .weigher((pattern, query) -> bytes(query))
                .build();
    }

    private static long bytes(Query query) {
        return ENTRY_BYTES + (query instanceof Accountable accountable ? accountable.ramBytesUsed() : 0);
    }

    /** The same query, whose patterns are prepared once; {@code query} has neither names nor boosts. */
    public QueryBuilder prepare(QueryBuilder query) {
        if (!(query instanceof BoolQueryBuilder joined)) {
            return isPattern(query) ? new PreparedQueryBuilder(query, this) : query;
        }
        BoolQueryBuilder prepared = new BoolQueryBuilder().minimumShouldMatch(joined.minimumShouldMatch());
        joined.must().forEach(clause -> prepared.must(prepare(clause)));
        joined.filter().forEach(clause -> prepared.filter(prepare(clause)));
        joined.should().forEach(clause -> prepared.should(prepare(clause)));
        joined.mustNot().forEach(clause -> prepared.mustNot(prepare(clause)));
        return prepared;
    }

    private static boolean isPattern(QueryBuilder query) {
        return query instanceof RegexpQueryBuilder
                || query instanceof WildcardQueryBuilder
                || (query instanceof PrefixQueryBuilder prefix && prefix.caseInsensitive())
                || (query instanceof TermQueryBuilder term && term.caseInsensitive());
    }

    /** What the shard makes of {@code pattern} on {@code field}, or what any shard of this node made of it before. */
    Query make(QueryBuilder pattern, String field, SearchExecutionContext shard) throws IOException {
        // Where they are forbidden the shard refuses them itself.
        if (!shard.allowExpensiveQueries() || !isVerbatim(field, shard)) {
            return pattern.toQuery(shard);
        }
        try {
            return kept.computeIfAbsent(pattern, unseen -> unseen.toQuery(shard));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure.getCause() instanceof IOException cause ? cause : new IOException(failure.getCause());
        }
    }

    /**
     * Whether queries on {@code field} follow from its name alone. With a normalizer they follow from the index's
     * analyzers too, without an inverted index they hold on to the search.
     */
    @SuppressWarnings("ReferenceEquality") // the server's own way to say that a keyword is not normalized
    private static boolean isVerbatim(String field, SearchExecutionContext shard) {
        return shard.getFieldType(field) instanceof KeywordFieldType keyword
                && keyword.isIndexed()
                && keyword.name().equals(field)
                && keyword.getTextSearchInfo().searchAnalyzer() == Lucene.KEYWORD_ANALYZER;
    }

    @Override
    public String name() {
        return "prepared_queries";
    }

    @Override
    public Map<String, Object> stats() {
        Cache.CacheStats stats = kept.stats();
        return Map.of(
                "count", kept.count(),
                "size_in_bytes", kept.weight(),
                "hits", stats.getHits(),
                "misses", stats.getMisses(),
                "evictions", stats.getEvictions());
    }
}
