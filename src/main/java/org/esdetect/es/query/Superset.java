package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;

/**
 * A query that finds every event that satisfies a condition, given that no value of {@code ignorable} was ignored when
 * it was indexed.
 *
 * @param exact whether it finds nothing else
 * @param ignorable fields whose ignored values could satisfy the condition unseen
 */
record Superset(QueryBuilder query, boolean exact, Set<String> ignorable) {
    static final Superset ALL = new Superset(Clauses.ALL, false, Set.of());

    static Superset constant(boolean value) {
        return new Superset(value ? Clauses.ALL : Clauses.NONE, true, Set.of());
    }

    /** Of a leaf, or of its negation. An ignored value can only make a leaf true, which a negation need not find. */
    static Superset leaf(Bounds bounds, IndexedField field, boolean negated) {
        boolean exact = bounds.isExact() && !field.mayIgnore();
        if (negated) {
            return new Superset(Clauses.not(bounds.lower()), exact, Set.of());
        }
        boolean mayMiss = field.mayIgnore() && !bounds.upper().equals(Clauses.ALL);
        return new Superset(bounds.upper(), exact, mayMiss ? Set.of(field.path()) : Set.of());
    }

    /** A conjunction narrows by each term, so each must stand on its own. */
    static Superset all(List<Superset> terms) {
        QueryBuilder query = Clauses.all(terms.stream().map(Superset::complete).toList());
        return new Superset(query, terms.stream().allMatch(Superset::exact), Set.of());
    }

    /** A disjunction asks for the ignored fields of all its terms at once. */
    static Superset any(List<Superset> terms) {
        List<QueryBuilder> queries = new ArrayList<>();
        Set<String> ignorable = new LinkedHashSet<>();
        for (Superset term : terms) {
            queries.add(term.query);
            ignorable.addAll(term.ignorable);
        }
        QueryBuilder query = Clauses.any(queries);
        boolean everything = query.equals(Clauses.ALL);
        return new Superset(query, terms.stream().allMatch(Superset::exact), everything ? Set.of() : ignorable);
    }

    /** The query with the documents whose values were ignored: whether they satisfy it is not in the index. */
    QueryBuilder complete() {
        if (ignorable.isEmpty()) {
            return query;
        }
        List<String> fields = ignorable.stream().sorted().toList();
        QueryBuilder ignored = fields.size() == 1
                ? QueryBuilders.termQuery("_ignored", fields.get(0))
                : QueryBuilders.termsQuery("_ignored", fields);
        return Clauses.any(List.of(query, ignored));
    }
}
