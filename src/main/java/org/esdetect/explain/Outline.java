package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.event.Event;
import org.esdetect.explain.Clause.Kind;
import org.esdetect.text.SourceText;

/**
 * A clause before there is an event: its text, its place, and its condition. Made once for a query, since texts and
 * places cost a walk through it.
 *
 * @param leaf how to read the event; for {@link Kind#TEST} and {@link Kind#CATEGORY}
 */
record Outline(
        Kind kind, String text, Place place, Condition condition, Optional<LeafReader> leaf, List<Outline> parts) {

    /** @param condition what the whole filter was lowered to, as the rule is judged by it */
    static Outline of(SourceText source, EventFilter filter, Condition condition, String categoryField) {
        List<Outline> parts = new ArrayList<>();
        filter.category().name().ifPresent(name -> parts.add(category(source, filter, categoryField, name)));
        parts.add(of(source, filter.condition()));
        String heading = filter.category().name().orElse("any") + " where ...";
        return new Outline(
                Kind.EVENT, heading, Place.of(source, filter.span()), condition, Optional.empty(), List.copyOf(parts));
    }

    private static Outline category(SourceText source, EventFilter filter, String field, String name) {
        Predicate test = new Predicate.OneOf(field, List.of(new Literal(name)), true);
        Condition condition = new Condition.Leaf(test);
        return new Outline(
                Kind.CATEGORY,
                name + " where",
                Place.of(source, filter.category().span()),
                condition,
                Optional.of(new LeafReader(condition, List.of(field), Sample.of(List.of(name)), "", Optional.empty())),
                List.of());
    }

    /** What holds no field is one test, however it is built: so the lowering has it. */
    private static Outline of(SourceText source, Expression expression) {
        Kind kind = expression.isConstant() ? Kind.TEST : kind(expression);
        Condition condition = Lowering.lowerCondition(expression);
        Place place = Place.of(source, expression.span());
        String text = ClauseText.of(source, expression);
        if (kind == Kind.TEST) {
            LeafReader leaf = LeafReader.of(expression, condition);
            return new Outline(kind, text, place, condition, Optional.of(leaf), List.of());
        }
        List<Outline> parts = new ArrayList<>();
        for (Expression operand : expression.operands()) {
            parts.add(of(source, operand));
        }
        return new Outline(kind, text, place, condition, Optional.empty(), List.copyOf(parts));
    }

    private static Kind kind(Expression expression) {
        if (expression instanceof Expression.And) {
            return Kind.AND;
        }
        if (expression instanceof Expression.Or) {
            return Kind.OR;
        }
        return expression instanceof Expression.Not ? Kind.NOT : Kind.TEST;
    }

    /** The same clause, judged. */
    Clause explain(Event event) {
        boolean matched = Evaluator.matches(condition, event);
        List<Clause> judged = new ArrayList<>();
        for (Outline part : parts) {
            judged.add(part.explain(event));
        }
        return new Clause(kind, text, place, matched, leaf.map(reader -> reader.read(event, matched)), judged);
    }

    /** How many clauses there are, this one included. */
    int size() {
        return 1 + parts.stream().mapToInt(Outline::size).sum();
    }

    /** How many tests would have to come out otherwise for {@code event} to make this clause {@code wanted}. */
    int distance(Event event, boolean wanted) {
        if (Evaluator.matches(condition, event) == wanted) {
            return 0;
        }
        return switch (kind) {
            case TEST, CATEGORY -> 1;
            case NOT -> parts.get(0).distance(event, !wanted);
            case AND, EVENT -> wanted ? distanceOfAll(event, true) : distanceOfOne(event, false);
            case OR -> wanted ? distanceOfOne(event, true) : distanceOfAll(event, false);
        };
    }

    private int distanceOfAll(Event event, boolean wanted) {
        return parts.stream().mapToInt(part -> part.distance(event, wanted)).sum();
    }

    private int distanceOfOne(Event event, boolean wanted) {
        return parts.stream()
                .mapToInt(part -> part.distance(event, wanted))
                .min()
                .orElse(1);
    }
}
