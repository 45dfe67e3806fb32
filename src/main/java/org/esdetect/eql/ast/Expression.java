package org.esdetect.eql.ast;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.esdetect.text.Span;
import org.jspecify.annotations.Nullable;

/** What stands in a condition, an argument or a list. Conditions and values are one family, as in the grammar. */
public sealed interface Expression {

    Span span();

    /** The expressions directly inside this one, in the order of the text. */
    List<Expression> operands();

    /**
     * A constant.
     *
     * @param value a {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger} (beyond a long), {@link Double},
     *     or null for {@code null}
     */
    record Literal(Span span, @Nullable Object value) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /**
     * A field.
     *
     * @param path the parts joined by dots, without backticks
     * @param optional written with a {@code ?}
     */
    record Field(Span span, String path, boolean optional) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.field(this);
        }
    }

    /**
     * A function call, known or not.
     *
     * @param name as written, without the {@code ~}
     * @param insensitive whether a {@code ~} stood behind the name
     */
    record Call(Span span, Span nameSpan, String name, boolean insensitive, List<Expression> operands)
            implements Expression {
        public Call {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code -x}, or {@code +x} when not negative. */
    record Signed(Span span, boolean negative, Expression operand) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signed(this);
        }
    }

    record Arithmetic(Span span, ArithmeticOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.arithmetic(this);
        }
    }

    record Comparison(Span span, ComparisonOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    /** {@code in}, {@code in~}, and with {@code negated} {@code not in}. */
    record Membership(Span span, Expression operand, List<Expression> elements, boolean insensitive, boolean negated)
            implements Expression {
        public Membership {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Expression> operands() {
            List<Expression> all = new ArrayList<>(elements.size() + 1);
            all.add(operand);
            all.addAll(elements);
            return List.copyOf(all);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.membership(this);
        }
    }

    /** {@code :}, {@code like}, {@code regex} and their variants, against one constant or a list. */
    record Match(Span span, MatchOperator operator, Expression operand, List<Literal> patterns) implements Expression {
        public Match {
            patterns = List.copyOf(patterns);
        }

        @Override
        public List<Expression> operands() {
            List<Expression> all = new ArrayList<>(patterns.size() + 1);
            all.add(operand);
            all.addAll(patterns);
            return List.copyOf(all);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.match(this);
        }
    }

    record Not(Span span, Expression operand) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** Two or more terms joined by {@code and}. */
    record And(Span span, List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** Two or more terms joined by {@code or}. */
    record Or(Span span, List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** Whether no field stands anywhere in it, so that it is the same for every event. */
    default boolean isConstant() {
        if (this instanceof Field) {
            return false;
        }
        for (Expression operand : operands()) {
            if (!operand.isConstant()) {
                return false;
            }
        }
        return true;
    }

    /** One method a variant and no defaults. */
    interface Visitor<R> {
        R literal(Literal expression);

        R field(Field expression);

        R call(Call expression);

        R signed(Signed expression);

        R arithmetic(Arithmetic expression);

        R comparison(Comparison expression);

        R membership(Membership expression);

        R match(Match expression);

        R not(Not expression);

        R and(And expression);

        R or(Or expression);
    }
}
