package org.esdetect.eql.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.text.Span;

/** A whole EQL statement: about one event, or about events in order. */
public sealed interface Query {

    Span span();

    /** What is done to the result, in order. */
    List<Pipe> pipes();

    /** Every event filter, in the order of the text; {@code until} last. */
    List<EventFilter> filters();

    /** {@code process where ...}. */
    record EventQuery(Span span, EventFilter filter, List<Pipe> pipes) implements Query {
        public EventQuery {
            pipes = List.copyOf(pipes);
        }

        @Override
        public List<EventFilter> filters() {
            return List.of(filter);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.event(this);
        }
    }

    /**
     * {@code sequence by ... with maxspan=... [...] [...] until [...]}.
     *
     * @param keys the join keys that every step has; each step may add its own
     * @param steps as written: {@code runs} are not yet repeated
     */
    record SequenceQuery(
            Span span,
            List<Expression.Field> keys,
            Optional<MaxSpan> maxSpan,
            List<Step> steps,
            Optional<Step> until,
            List<Pipe> pipes)
            implements Query {
        public SequenceQuery {
            keys = List.copyOf(keys);
            steps = List.copyOf(steps);
            pipes = List.copyOf(pipes);
        }

        @Override
        public List<EventFilter> filters() {
            List<EventFilter> filters = new ArrayList<>();
            steps.forEach(step -> filters.add(step.filter()));
            until.ifPresent(step -> filters.add(step.filter()));
            return List.copyOf(filters);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sequence(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** One method a variant and no defaults. */
    interface Visitor<R> {
        R event(EventQuery query);

        R sequence(SequenceQuery query);
    }
}
