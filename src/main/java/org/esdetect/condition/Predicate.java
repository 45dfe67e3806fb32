package org.esdetect.condition;

import java.util.List;

/**
 * A leaf: a test of one field against constants, or of an expression over several.
 *
 * <p>Every leaf is existential: true when any value of the field passes. A leaf with no value to test is false, save a
 * {@link Computed} that is true of null.
 */
public sealed interface Predicate {

    /** {@code field != null}: the field has a value. */
    record Exists(String field) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exists(this);
        }
    }

    /**
     * {@code ==}, {@code in}, {@code in~}, and {@code :} without wildcards: a value equals one of {@code values}. Case
     * folds ASCII letters only.
     */
    record OneOf(String field, List<Literal> values, boolean caseSensitive) implements Predicate {
        public OneOf {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("OneOf on [" + field + "] needs a value");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.oneOf(this);
        }
    }

    /**
     * {@code :}, {@code like}, {@code like~}: a whole value matches one of {@code patterns}; {@code *} any run,
     * {@code ?} one code point, no escape.
     */
    record Like(String field, List<String> patterns, boolean caseSensitive) implements Predicate {
        public Like {
            patterns = List.copyOf(patterns);
            if (patterns.isEmpty()) {
                throw new IllegalArgumentException("Like on [" + field + "] needs a pattern");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /**
     * {@code regex}, {@code regex~}: a whole value matches one of {@code patterns}, in Lucene's dialect with all
     * optional operators.
     */
    record Regex(String field, List<String> patterns, boolean caseSensitive) implements Predicate {
        public Regex {
            patterns = List.copyOf(patterns);
            if (patterns.isEmpty()) {
                throw new IllegalArgumentException("Regex on [" + field + "] needs a pattern");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.regex(this);
        }
    }

    /** {@code < <= > >=}: a value stands in that order to {@code bound}. */
    record Range(String field, Order order, Literal bound) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.range(this);
        }
    }

    /** {@code cidrMatch(field, blocks)}: a value is an address in one of {@code blocks}. */
    record InNetwork(String field, List<String> blocks) implements Predicate {
        public InNetwork {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("InNetwork on [" + field + "] needs a block");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inNetwork(this);
        }
    }

    /**
     * {@code startsWith}, {@code endsWith}, {@code stringContains} of a field and a constant text, which is literal.
     */
    record Affix(String field, Position position, String text, boolean caseSensitive) implements Predicate {
        /** Where in the value the text must stand. */
        public enum Position {
            START,
            END,
            ANYWHERE
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.affix(this);
        }
    }

    /**
     * Any other leaf: true when some choice of one value per field mention (null for a missing field) makes the
     * expression true.
     */
    record Computed(Expression expression) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.computed(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** One method a variant and no defaults. */
    interface Visitor<R> {
        R exists(Exists predicate);

        R oneOf(OneOf predicate);

        R like(Like predicate);

        R regex(Regex predicate);

        R range(Range predicate);

        R inNetwork(InNetwork predicate);

        R affix(Affix predicate);

        R computed(Computed predicate);
    }
}
