package org.esdetect.es.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.alert.SourceEvent;
import org.esdetect.condition.Condition;

/** One run under way: the request and everything it works with. */
public record Run(
        RunRequest request,
        RunTools tools,
        ClusterState state,
        RunLedger ledger,
        Searches searches,
        MatchSink matches) {

    /** The same for a part of what it is to judge. */
    Run over(Scope scope) {
        return new Run(request.over(scope), tools, state, ledger, searches, matches);
    }

    /**
     * A query for each of {@code conditions}, never narrower than the condition, given the mappings as they are now.
     *
     * <p>A mapping that changes after {@link #state} was taken does no harm: what it adds was asked for by existence,
     * or not narrowed at all. The one exception is a runtime field defined over events that are being judged.
     */
    List<QueryBuilder> queries(Collection<Condition> conditions) {
        List<String> indices = List.of(request.scope().indicesToJoin());
        return conditions.stream()
                .map(condition -> tools.queries()
                        .compile(condition, state.metadata(), indices)
                        .query())
                .toList();
    }

    SourceEvent event(String index, String id, Map<String, Object> source) {
        return new SourceEvent(RuleIndices.target(index, state), index, id, source);
    }

    public static QueryBuilder both(QueryBuilder one, QueryBuilder other) {
        return QueryBuilders.boolQuery().filter(one).filter(other);
    }
}
