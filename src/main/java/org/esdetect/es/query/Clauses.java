package org.esdetect.es.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.MatchAllQueryBuilder;
import org.elasticsearch.index.query.MatchNoneQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;

/** And, or, not over queries, without what changes nothing. */
final class Clauses {
    static final QueryBuilder ALL = new MatchAllQueryBuilder();
    static final QueryBuilder NONE = new MatchNoneQueryBuilder();

    private Clauses() {}

    static QueryBuilder all(List<QueryBuilder> queries) {
        Set<QueryBuilder> needed = new LinkedHashSet<>(queries);
        needed.remove(ALL);
        if (needed.contains(NONE)) {
            return NONE;
        }
        if (needed.size() < 2) {
            return needed.isEmpty() ? ALL : needed.iterator().next();
        }
        BoolQueryBuilder joined = QueryBuilders.boolQuery();
        for (QueryBuilder query : needed) {
            if (isOnlyExclusion(query)) {
                ((BoolQueryBuilder) query).mustNot().forEach(joined::mustNot);
            } else {
                joined.filter(query);
            }
        }
        return joined;
    }

    static QueryBuilder any(List<QueryBuilder> queries) {
        Set<QueryBuilder> possible = new LinkedHashSet<>(queries);
        possible.remove(NONE);
        if (possible.contains(ALL)) {
            return ALL;
        }
        if (possible.size() < 2) {
            return possible.isEmpty() ? NONE : possible.iterator().next();
        }
        BoolQueryBuilder joined = QueryBuilders.boolQuery().minimumShouldMatch(1);
        possible.forEach(joined::should);
        return joined;
    }

    static QueryBuilder not(QueryBuilder query) {
        if (query.equals(ALL)) {
            return NONE;
        }
        return query.equals(NONE) ? ALL : QueryBuilders.boolQuery().mustNot(query);
    }

    /** The queries that are joined; the query itself when it joins none. */
    static Stream<QueryBuilder> leaves(QueryBuilder query) {
        return query instanceof BoolQueryBuilder joined
                ? Stream.of(joined.filter(), joined.should(), joined.mustNot())
                        .flatMap(List::stream)
                        .flatMap(Clauses::leaves)
                : Stream.of(query);
    }

    private static boolean isOnlyExclusion(QueryBuilder query) {
        return query instanceof BoolQueryBuilder joined
                && joined.filter().isEmpty()
                && joined.should().isEmpty()
                && joined.must().isEmpty();
    }
}
