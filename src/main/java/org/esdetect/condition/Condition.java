package org.esdetect.condition;

import java.util.List;

/** What must hold of one event. Carries no source positions, so {@code equals} means "the same test". */
public sealed interface Condition {
    /** Accepts every event. */
    Condition ALWAYS = new Constant(true);

    /** Accepts no event. */
    Condition NEVER = new Constant(false);

    record AllOf(List<Condition> terms) implements Condition {
        public AllOf {
            terms = List.copyOf(terms);
            if (terms.size() < 2) {
                throw new IllegalArgumentException("AllOf needs two or more terms, found [" + terms.size() + "]");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.allOf(this);
        }
    }

    record AnyOf(List<Condition> terms) implements Condition {
        public AnyOf {
            terms = List.copyOf(terms);
            if (terms.size() < 2) {
                throw new IllegalArgumentException("AnyOf needs two or more terms, found [" + terms.size() + "]");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyOf(this);
        }
    }

    record Not(Condition term) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record Leaf(Predicate predicate) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.leaf(this);
        }
    }

    record Constant(boolean value) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** One method a variant and no defaults: a new variant breaks every consumer that forgot it. */
    interface Visitor<R> {
        R allOf(AllOf condition);

        R anyOf(AnyOf condition);

        R not(Not condition);

        R leaf(Leaf condition);

        R constant(Constant condition);
    }

    /** {@code terms} joined by and; the term itself when it is one, {@link #ALWAYS} when there is none. */
    static Condition allOf(List<Condition> terms) {
        return terms.isEmpty() ? ALWAYS : terms.size() == 1 ? terms.get(0) : new AllOf(terms);
    }

    /** {@code terms} joined by or; the term itself when it is one, {@link #NEVER} when there is none. */
    static Condition anyOf(List<Condition> terms) {
        return terms.isEmpty() ? NEVER : terms.size() == 1 ? terms.get(0) : new AnyOf(terms);
    }
}
