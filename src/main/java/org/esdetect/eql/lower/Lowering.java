package org.esdetect.eql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.sequence.SequencePlan;

/** Turns trees that the checks found no error in into plans. Of another tree it may throw. */
public final class Lowering {
    private Lowering() {}

    /**
     * What {@code query} asks for, without its pipes.
     *
     * @param categoryField what the event category is compared with, normally {@code event.category}
     * @throws IllegalArgumentException if the checks would have found an error
     */
    public static Plan lower(Query query, String categoryField) {
        return query.accept(new QueryLowering(categoryField));
    }

    /**
     * The condition that {@code expression} is, where no event category stands before it.
     *
     * @throws IllegalArgumentException if the checks would have found an error
     */
    public static Condition lowerCondition(Expression expression) {
        return ConditionLowering.lower(expression);
    }

    /**
     * What {@code expression} comes to, as it would inside a comparison.
     *
     * @throws IllegalArgumentException if the checks would have found an error
     */
    public static org.esdetect.condition.Expression lowerValue(Expression expression) {
        return ValueLowering.lower(expression);
    }

    private record QueryLowering(String categoryField) implements Query.Visitor<Plan> {
        @Override
        public Plan event(Query.EventQuery query) {
            return new Plan.OfEvent(filter(query.filter()));
        }

        @Override
        public Plan sequence(Query.SequenceQuery query) {
            List<SequencePlan.Step> steps = new ArrayList<>();
            List<Condition> conditions = new ArrayList<>();
            List<Integer> written = new ArrayList<>();
            for (Step step : query.steps()) {
                int number = written.isEmpty() ? 1 : written.get(written.size() - 1) + 1;
                SequencePlan.Step planned = new SequencePlan.Step(keys(query, step), step.missing());
                Condition condition = filter(step.filter());
                for (long i = 0; i < step.repetitions(); i++) {
                    steps.add(planned);
                    conditions.add(condition);
                    written.add(number);
                }
            }
            Optional<List<SequencePlan.JoinKey>> untilKeys = query.until().map(until -> keys(query, until));
            return new Plan.OfSequence(
                    new SequencePlan(steps, maxSpanMillis(query), untilKeys),
                    conditions,
                    query.until().map(until -> filter(until.filter())),
                    written);
        }

        private static OptionalLong maxSpanMillis(Query.SequenceQuery query) {
            return query.maxSpan().map(span -> OptionalLong.of(span.millis())).orElseGet(OptionalLong::empty);
        }

        /** The keys of the sequence, then those of the step. */
        private static List<SequencePlan.JoinKey> keys(Query.SequenceQuery query, Step step) {
            return Stream.concat(query.keys().stream(), step.keys().stream())
                    .map(key -> new SequencePlan.JoinKey(key.path(), key.optional()))
                    .toList();
        }

        /** The category is one more test of a field, the first. */
        private Condition filter(EventFilter filter) {
            Condition condition = ConditionLowering.lower(filter.condition());
            return filter.category()
                    .name()
                    .map(name -> new Predicate.OneOf(categoryField, List.of(new Literal(name)), true))
                    .map(category -> Terms.and(List.of(new Condition.Leaf(category), condition)))
                    .orElse(condition);
        }
    }
}
