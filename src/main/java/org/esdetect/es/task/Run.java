package org.esdetect.es.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.alert.SourceEvent;
import org.esdetect.condition.Condition;
import org.esdetect.es.query.MappingFieldTypes;

/** One run under way: the request and everything it works with. */
record Run(
        RunRequest request,
        RunTools tools,
        Client author,
        ClusterState state,
        RunLedger ledger,
        Searches searches,
        CappedAlerts alerts) {

    /**
     * A query for each of {@code conditions}, never narrower than the condition, given the mappings as they are now.
     */
    void queries(Collection<Condition> conditions, ActionListener<List<QueryBuilder>> listener) {
        String[] indices = request.scope().indicesToJoin();
        FieldCapabilitiesRequest capabilities = MappingFieldTypes.request(List.copyOf(conditions))
                .indices(indices)
                .indicesOptions(IndicesOptions.lenientExpandOpen());
        ledger.searched(1);
        author.fieldCaps(capabilities, listener.delegateFailureAndWrap((next, response) -> {
            List<QueryBuilder> queries = new ArrayList<>(conditions.size());
            for (Condition condition : conditions) {
                queries.add(tools.queries().superset(condition, response));
            }
            next.onResponse(queries);
        }));
    }

    SourceEvent event(String index, String id, Map<String, Object> source) {
        return new SourceEvent(RuleIndices.target(index, state), index, id, source);
    }

    static QueryBuilder both(QueryBuilder one, QueryBuilder other) {
        return QueryBuilders.boolQuery().filter(one).filter(other);
    }
}
