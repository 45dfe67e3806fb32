package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RangeQueryBuilder;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Predicate;

/**
 * A condition for indices that hold its fields alike. A negation is carried down to the leaves, where De Morgan's laws
 * hold because truth is two-valued, and a leaf that cannot be asked for is everything in either position.
 */
final class GroupCompiler {
    /** What one condition may use of {@code indices.query.bool.max_clause_count}, which is never below 1,024. */
    private static final int MAX_CLAUSES = 800;

    private final Map<String, IndexedField> fields;
    private final Set<String> withoutRanges;
    private long clausesLeft = MAX_CLAUSES;

    /**
     * A compiler for one group.
     *
     * @param fields how each field of the condition is held
     * @param withoutRanges fields of which other indices that get the query too may refuse a range
     */
    GroupCompiler(Map<String, IndexedField> fields, Set<String> withoutRanges) {
        this.fields = fields;
        this.withoutRanges = withoutRanges;
    }

    Superset compile(Condition condition) {
        return condition.accept(new Polarity(false));
    }

    /** The condition, or its negation. */
    private final class Polarity implements Condition.Visitor<Superset> {
        private final boolean negated;

        Polarity(boolean negated) {
            this.negated = negated;
        }

        @Override
        public Superset allOf(Condition.AllOf condition) {
            return negated ? Superset.any(each(condition.terms())) : Superset.all(each(condition.terms()));
        }

        @Override
        public Superset anyOf(Condition.AnyOf condition) {
            return negated ? Superset.all(each(condition.terms())) : Superset.any(each(condition.terms()));
        }

        @Override
        public Superset not(Condition.Not condition) {
            return condition.term().accept(new Polarity(!negated));
        }

        @Override
        public Superset leaf(Condition.Leaf condition) {
            return condition.predicate() instanceof Predicate.Computed computed
                    ? computed(computed, negated)
                    : affordable(condition.predicate(), negated);
        }

        @Override
        public Superset constant(Condition.Constant condition) {
            return Superset.constant(condition.value() != negated);
        }

        private List<Superset> each(List<Condition> terms) {
            return terms.stream().map(term -> term.accept(this)).toList();
        }
    }

    /** A computed leaf is true only where the fields that it needs have values. */
    private Superset computed(Predicate.Computed predicate, boolean negated) {
        List<Superset> needs = new ArrayList<>();
        if (!negated) {
            NeededFields.whenTrue(predicate.expression()).stream()
                    .sorted()
                    .map(path -> affordable(new Predicate.Exists(path), false))
                    .forEach(needs::add);
        }
        Superset needed = needs.isEmpty() ? Superset.ALL : Superset.all(needs);
        return new Superset(needed.query(), false, needed.ignorable());
    }

    /** A leaf that would need too many clauses asks only for a value, or for nothing. */
    private Superset affordable(Predicate predicate, boolean negated) {
        IndexedField field = fields.get(path(predicate));
        if (field == null) {
            return Superset.ALL;
        }
        Bounds bounds = bounds(predicate, field);
        Superset leaf = Superset.leaf(bounds, field, negated);
        if (clauses(leaf) > clausesLeft && !negated) {
            leaf = Superset.leaf(Bounds.atMost(QueryBuilders.existsQuery(field.path())), field, false);
        }
        if (clauses(leaf) > clausesLeft) {
            return Superset.ALL;
        }
        clausesLeft -= clauses(leaf);
        return leaf;
    }

    private static long clauses(Superset leaf) {
        return Clauses.leaves(leaf.query()).count() + leaf.ignorable().size();
    }

    private static String path(Predicate predicate) {
        return ConditionFields.of(new Condition.Leaf(predicate)).iterator().next();
    }

    private Bounds bounds(Predicate predicate, IndexedField field) {
        Bounds bounds =
                switch (field.kind()) {
                    case KEYWORD, WILDCARD -> predicate.accept(new KeywordBounds(field));
                    case FLATTENED_KEY -> predicate.accept(new FlattenedBounds(field));
                    case LONG, INTEGER, DOUBLE, FLOAT -> predicate.accept(new NumberBounds(field));
                    case BOOLEAN -> BooleanBounds.of(predicate, path(predicate), field.path());
                    case IP -> predicate.accept(new AddressBounds(field));
                    case VALUED -> predicate.accept(new ValuedBounds(field));
                    case UNMAPPED, OPAQUE -> Bounds.UNKNOWN;
                };
        boolean refusable = withoutRanges.contains(field.path())
                && Clauses.leaves(bounds.upper()).anyMatch(RangeQueryBuilder.class::isInstance);
        if (refusable) {
            return Bounds.atMost(QueryBuilders.existsQuery(field.path()));
        }
        return field.verbatim() ? bounds : bounds.withoutLower();
    }
}
