package org.esdetect.es.arrival;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.elasticsearch.TransportVersion;
import org.elasticsearch.TransportVersions;
import org.elasticsearch.common.ParsingException;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.lucene.search.Queries;
import org.elasticsearch.index.mapper.SeqNoFieldMapper;
import org.elasticsearch.index.query.AbstractQueryBuilder;
import org.elasticsearch.index.query.MatchNoneQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryRewriteContext;
import org.elasticsearch.index.query.SearchExecutionContext;
import org.elasticsearch.plugins.SearchPlugin.QuerySpec;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;
import org.jspecify.annotations.Nullable;

/**
 * The live documents of each shard whose last operation lies in that shard's own range of sequence numbers: one search
 * over many shards finds what arrived in each. A shard without a range gives nothing.
 *
 * <p>With another query, of these documents those that it finds; segments without an arrival are not asked for it.
 *
 * <p>For the plugin's own searches; a client cannot send it.
 */
public final class ArrivalsQueryBuilder extends AbstractQueryBuilder<ArrivalsQueryBuilder> {
    /** The query's name on the wire. */
    public static final String NAME = "detect_arrivals";

    private final SortedMap<ShardKey, SeqNoRange> ranges;
    private final @Nullable QueryBuilder among;

    public ArrivalsQueryBuilder(Map<ShardKey, SeqNoRange> ranges) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(ranges)), null);
    }

    private ArrivalsQueryBuilder(SortedMap<ShardKey, SeqNoRange> ranges, @Nullable QueryBuilder among) {
        this.ranges = ranges;
        this.among = among;
    }

    /** The documents of these that {@code query} finds as well. */
    public ArrivalsQueryBuilder among(QueryBuilder query) {
        if (among != null) {
            throw new IllegalStateException("already narrowed to [" + among + "]");
        }
        ArrivalsQueryBuilder narrowed = new ArrivalsQueryBuilder(ranges, query);
        narrowed.boost(boost());
        narrowed.queryName(queryName());
        return narrowed;
    }

    public ArrivalsQueryBuilder(StreamInput in) throws IOException {
        super(in);
        this.ranges = Collections.unmodifiableSortedMap(new TreeMap<>(in.readMap(ShardKey::read, SeqNoRange::read)));
        this.among = in.readOptionalNamedWriteable(QueryBuilder.class);
    }

    /** For {@code SearchPlugin.getQueries}. */
    public static QuerySpec<ArrivalsQueryBuilder> spec() {
        return new QuerySpec<>(NAME, ArrivalsQueryBuilder::new, ArrivalsQueryBuilder::fromXContent);
    }

    /** Refuses: sequence numbers of shards mean nothing to a client. */
    public static ArrivalsQueryBuilder fromXContent(XContentParser parser) {
        throw new ParsingException(
                parser.getTokenLocation(),
                "[" + NAME + "] is used by the plugin's own searches only; query a time range instead");
    }

    public Map<ShardKey, SeqNoRange> ranges() {
        return ranges;
    }

    @Override
    protected void doWriteTo(StreamOutput out) throws IOException {
        out.writeMap(ranges, (output, key) -> key.writeTo(output), (output, range) -> range.writeTo(output));
        out.writeOptionalNamedWriteable(among);
    }

    @Override
    protected void doXContent(XContentBuilder builder, Params params) throws IOException {
        builder.startObject(NAME);
        for (Map.Entry<ShardKey, SeqNoRange> entry : ranges.entrySet()) {
            SeqNoRange range = entry.getValue();
            builder.array(entry.getKey().toString(), range.after(), range.upTo());
        }
        if (among != null) {
            builder.field("among", among);
        }
        boostAndQueryNameToXContent(builder);
        builder.endObject();
    }

    /** On a shard with nothing in range the whole query may vanish, so that the shard is skipped before it is asked. */
    @Override
    protected QueryBuilder doRewrite(QueryRewriteContext context) throws IOException {
        SearchExecutionContext shard = context.convertToSearchExecutionContext();
        if (shard != null && rangeOf(shard) == null) {
            return new MatchNoneQueryBuilder("The \"" + NAME + "\" query has no range for this shard");
        }
        if (among == null) {
            return this;
        }
        QueryBuilder rewritten = among.rewrite(context);
        if (rewritten instanceof MatchNoneQueryBuilder) {
            return rewritten;
        }
        return rewritten == among ? this : new ArrivalsQueryBuilder(ranges, rewritten);
    }

    @Override
    protected Query doToQuery(SearchExecutionContext context) throws IOException {
        SeqNoRange range = rangeOf(context);
        if (range == null) {
            return Queries.newMatchNoDocsQuery("no range for this shard");
        }
        Query arrived = context.getFieldType(SeqNoFieldMapper.NAME)
                .rangeQuery(range.after(), range.upTo(), false, true, null, null, null, context);
        return new ArrivedQuery(range, among == null ? arrived : both(arrived, among.toQuery(context)));
    }

    private static Query both(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, BooleanClause.Occur.FILTER)
                .add(other, BooleanClause.Occur.FILTER)
                .build();
    }

    private @Nullable SeqNoRange rangeOf(SearchExecutionContext context) {
        SeqNoRange range =
                ranges.get(new ShardKey(context.getFullyQualifiedIndex().getUUID(), context.getShardId()));
        return range == null || range.isEmpty() ? null : range;
    }

    @Override
    protected boolean doEquals(ArrivalsQueryBuilder other) {
        return ranges.equals(other.ranges) && Objects.equals(among, other.among);
    }

    @Override
    protected int doHashCode() {
        return Objects.hash(ranges, among);
    }

    @Override
    public String getWriteableName() {
        return NAME;
    }

    @Override
    public TransportVersion getMinimalSupportedVersion() {
        return TransportVersions.V_8_0_0;
    }
}
