package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.condition.Condition;

/**
 * A condition to a query that finds every event that satisfies it. What an index cannot say is left out: the query
 * narrows, the condition decides.
 *
 * <p>Where indices hold a field differently, each kind of index gets a query of its own, chosen by {@code _index}; a
 * shard drops the others when it rewrites the query.
 */
public final class QueryCompiler {
    private QueryCompiler() {}

    /** The query is never empty and never refused by a shard, whatever the condition holds. */
    public static CompiledQuery compile(Condition condition, FieldTypes types) {
        Set<String> paths = ConditionFields.of(condition);
        List<IndexGroup> groups = types.groups(paths);
        Map<QueryBuilder, Set<String>> indicesByQuery = new LinkedHashMap<>();
        Set<String> withoutRanges = withoutRanges(groups);
        boolean exact = true;
        for (IndexGroup group : groups) {
            Superset superset = new GroupCompiler(group.fields(), withoutRanges).compile(condition);
            QueryBuilder query = superset.complete();
            exact &= superset.exact();
            indicesByQuery.computeIfAbsent(query, unseen -> new HashSet<>()).addAll(group.indices());
        }
        return groups.isEmpty()
                ? new CompiledQuery(Clauses.ALL, false)
                : new CompiledQuery(choose(indicesByQuery), exact);
    }

    /** Fields that may be dates in some of several groups: every shard parses every range. */
    private static Set<String> withoutRanges(List<IndexGroup> groups) {
        Set<String> refused = new HashSet<>();
        for (IndexGroup group : groups) {
            group.fields().forEach((path, field) -> {
                if (groups.size() > 1 && !field.kind().takesAnyRange()) {
                    groups.forEach(other -> refused.add(other.field(path).path()));
                }
            });
        }
        return refused;
    }

    /** The first query is for its indices and for all that no other query names. */
    static QueryBuilder choose(Map<QueryBuilder, Set<String>> indicesByQuery) {
        List<QueryBuilder> alternatives = new ArrayList<>();
        List<String> named = new ArrayList<>();
        QueryBuilder first = indicesByQuery.keySet().iterator().next();
        indicesByQuery.forEach((query, indices) -> {
            if (query != first) {
                named.addAll(indices);
                alternatives.add(Clauses.all(List.of(in(indices), query)));
            }
        });
        if (named.isEmpty()) {
            return first;
        }
        alternatives.add(0, Clauses.all(List.of(first, Clauses.not(in(named)))));
        return Clauses.any(alternatives);
    }

    private static QueryBuilder in(Iterable<String> indices) {
        List<String> names = new ArrayList<>();
        indices.forEach(names::add);
        names.sort(null);
        return QueryBuilders.termsQuery("_index", names);
    }
}
