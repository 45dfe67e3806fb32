package org.esdetect.condition;

import java.util.List;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value expression inside a {@link Predicate.Computed} leaf. Three-valued: null stands for "no value" and propagates,
 * save through {@link IsNull} and where {@code and}/{@code or} are decided by the other side.
 */
public sealed interface Expression {

    /** A constant; {@code literal} null is EQL's {@code null}. */
    record Constant(@Nullable Literal literal) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** One mention of a field. Each mention ranges over the field's values on its own. */
    record Field(String path) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.field(this);
        }
    }

    /** A function call; {@code add} and its kin as well as {@code + - * / %}. */
    record Call(Function function, List<Expression> arguments, boolean caseSensitive) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** Unary minus. */
    record Negate(Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negate(this);
        }
    }

    /** {@code ==}; {@code !=} is {@link Not} of it. Null when a side is null. */
    record Equal(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.equal(this);
        }
    }

    /** {@code < <= > >=}. Null when a side is null. */
    record Compare(Order order, Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    /** {@code operand == null}: true or false, never null. */
    record IsNull(Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.isNull(this);
        }
    }

    /** {@code in}, {@code in~} and, for strings, {@code :} without wildcards. Null when the operand is. */
    record OneOf(Expression operand, List<Literal> values, boolean caseSensitive) implements Expression {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.oneOf(this);
        }
    }

    /** {@code :}, {@code like}, {@code like~}. Null when the operand is. */
    record Like(Expression operand, List<String> patterns, boolean caseSensitive) implements Expression {
        public Like {
            patterns = List.copyOf(patterns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /** {@code regex}, {@code regex~}. Null when the operand is. */
    record Regex(Expression operand, List<String> patterns, boolean caseSensitive) implements Expression {
        public Regex {
            patterns = List.copyOf(patterns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.regex(this);
        }
    }

    record And(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** One method a variant and no defaults. */
    interface Visitor<R> {
        R constant(Constant expression);

        R field(Field expression);

        R call(Call expression);

        R negate(Negate expression);

        R equal(Equal expression);

        R compare(Compare expression);

        R isNull(IsNull expression);

        R oneOf(OneOf expression);

        R like(Like expression);

        R regex(Regex expression);

        R and(And expression);

        R or(Or expression);

        R not(Not expression);
    }
}
