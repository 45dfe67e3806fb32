package org.esdetect.es.prepared;

import java.io.IOException;
import org.apache.lucene.search.Query;
import org.elasticsearch.TransportVersion;
import org.elasticsearch.TransportVersions;
import org.elasticsearch.common.ParsingException;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.index.query.AbstractQueryBuilder;
import org.elasticsearch.index.query.MultiTermQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryRewriteContext;
import org.elasticsearch.index.query.SearchExecutionContext;
import org.elasticsearch.index.query.TermQueryBuilder;
import org.elasticsearch.plugins.SearchPlugin.QuerySpec;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;

/**
 * Finds what the pattern in it finds; what a shard needs for that is kept on its node.
 *
 * <p>For the plugin's own searches; a client cannot send it.
 */
public final class PreparedQueryBuilder extends AbstractQueryBuilder<PreparedQueryBuilder> {
    /** The query's name on the wire. */
    public static final String NAME = "detect_prepared";

    private final QueryBuilder pattern;
    private final PreparedQueries prepared;

    PreparedQueryBuilder(QueryBuilder pattern, PreparedQueries prepared) {
        this.pattern = pattern;
        this.prepared = prepared;
    }

    private PreparedQueryBuilder(StreamInput in, PreparedQueries prepared) throws IOException {
        super(in);
        this.pattern = in.readNamedWriteable(QueryBuilder.class);
        this.prepared = prepared;
    }

    /** For {@code SearchPlugin.getQueries}. */
    public static QuerySpec<PreparedQueryBuilder> spec(PreparedQueries prepared) {
        return new QuerySpec<>(NAME, in -> new PreparedQueryBuilder(in, prepared), PreparedQueryBuilder::fromXContent);
    }

    /** Refuses: what clients send would push the rules' own patterns out. */
    private static PreparedQueryBuilder fromXContent(XContentParser parser) {
        throw new ParsingException(
                parser.getTokenLocation(),
                "[" + NAME + "] is used by the plugin's own searches only; send the query in it");
    }

    @Override
    protected void doWriteTo(StreamOutput out) throws IOException {
        out.writeNamedWriteable(pattern);
    }

    @Override
    protected void doXContent(XContentBuilder builder, Params params) throws IOException {
        builder.startObject(NAME);
        builder.field("query", pattern);
        boostAndQueryNameToXContent(builder);
        builder.endObject();
    }

    /** To what the pattern becomes where the index has no such field, or holds one value of it. */
    @Override
    @SuppressWarnings("ReferenceEquality") // the same object says that there is nothing more to rewrite
    protected QueryBuilder doRewrite(QueryRewriteContext context) throws IOException {
        QueryBuilder rewritten = pattern.rewrite(context);
        return rewritten == pattern ? this : rewritten;
    }

    @Override
    protected Query doToQuery(SearchExecutionContext context) throws IOException {
        String field = pattern instanceof TermQueryBuilder term
                ? term.fieldName()
                : ((MultiTermQueryBuilder) pattern).fieldName();
        return prepared.make(pattern, field, context);
    }

    @Override
    protected boolean doEquals(PreparedQueryBuilder other) {
        return pattern.equals(other.pattern);
    }

    @Override
    protected int doHashCode() {
        return pattern.hashCode();
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
