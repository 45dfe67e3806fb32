package org.esdetect.eql.check;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.esdetect.eql.ast.Expression;
import org.esdetect.function.Function;

/** The kinds of values that expressions have. */
enum Kind {
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static String words(Set<Kind> kinds) {
        return kinds.stream().sorted(Comparator.naturalOrder()).map(Kind::words).collect(Collectors.joining(" or "));
    }

    /** What {@code expression} can come to: all kinds for a field, for {@code null} and for an unknown function. */
    static Set<Kind> of(Expression expression) {
        return expression.accept(new Kinds());
    }

    static Set<Kind> resultOf(Function function) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, INDEX_OF, LENGTH, NUMBER -> EnumSet.of(NUMBER);
            case BETWEEN, CONCAT, STRING, SUBSTRING -> EnumSet.of(STRING);
            case CIDR_MATCH, ENDS_WITH, STARTS_WITH, STRING_CONTAINS -> EnumSet.of(BOOLEAN);
        };
    }

    static Set<Kind> all() {
        return EnumSet.allOf(Kind.class);
    }

    private record Kinds() implements Expression.Visitor<Set<Kind>> {
        @Override
        public Set<Kind> literal(Expression.Literal expression) {
            if (expression.value() == null) {
                return all();
            }
            return EnumSet.of(
                    expression.value() instanceof String
                            ? STRING
                            : expression.value() instanceof Boolean ? BOOLEAN : NUMBER);
        }

        @Override
        public Set<Kind> field(Expression.Field expression) {
            return all();
        }

        @Override
        public Set<Kind> call(Expression.Call expression) {
            return Function.named(expression.name()).map(Kind::resultOf).orElseGet(Kind::all);
        }

        @Override
        public Set<Kind> signed(Expression.Signed expression) {
            return EnumSet.of(NUMBER);
        }

        @Override
        public Set<Kind> arithmetic(Expression.Arithmetic expression) {
            return EnumSet.of(NUMBER);
        }

        @Override
        public Set<Kind> comparison(Expression.Comparison expression) {
            return EnumSet.of(BOOLEAN);
        }

        @Override
        public Set<Kind> membership(Expression.Membership expression) {
            return EnumSet.of(BOOLEAN);
        }

        @Override
        public Set<Kind> match(Expression.Match expression) {
            return EnumSet.of(BOOLEAN);
        }

        @Override
        public Set<Kind> not(Expression.Not expression) {
            return EnumSet.of(BOOLEAN);
        }

        @Override
        public Set<Kind> and(Expression.And expression) {
            return EnumSet.of(BOOLEAN);
        }

        @Override
        public Set<Kind> or(Expression.Or expression) {
            return EnumSet.of(BOOLEAN);
        }
    }
}
