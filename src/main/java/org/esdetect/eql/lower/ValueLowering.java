package org.esdetect.eql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.esdetect.condition.Expression.And;
import org.esdetect.condition.Expression.Call;
import org.esdetect.condition.Expression.Compare;
import org.esdetect.condition.Expression.Constant;
import org.esdetect.condition.Expression.Equal;
import org.esdetect.condition.Expression.Field;
import org.esdetect.condition.Expression.IsNull;
import org.esdetect.condition.Expression.Like;
import org.esdetect.condition.Expression.Negate;
import org.esdetect.condition.Expression.Not;
import org.esdetect.condition.Expression.OneOf;
import org.esdetect.condition.Expression.Or;
import org.esdetect.condition.Expression.Regex;
import org.esdetect.condition.Literal;
import org.esdetect.eql.ast.ArithmeticOperator;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.check.NetworkBlocks;
import org.esdetect.function.Function;

/** Whatever stands inside a leaf, as a three-valued expression. */
final class ValueLowering implements Expression.Visitor<org.esdetect.condition.Expression> {
    private static final ValueLowering INSTANCE = new ValueLowering();

    private ValueLowering() {}

    static org.esdetect.condition.Expression lower(Expression expression) {
        Optional<Constants.Value> value = Constants.fold(expression);
        return value.isPresent() ? new Constant(value.get().literal()) : expression.accept(INSTANCE);
    }

    @Override
    public org.esdetect.condition.Expression literal(Expression.Literal expression) {
        return lower(expression);
    }

    @Override
    public org.esdetect.condition.Expression field(Expression.Field expression) {
        return new Field(expression.path());
    }

    @Override
    public org.esdetect.condition.Expression call(Expression.Call expression) {
        Function function = Calls.function(expression);
        List<org.esdetect.condition.Expression> arguments = all(expression.operands());
        return new Call(
                function,
                function == Function.CIDR_MATCH ? withPrefixes(arguments) : arguments,
                !expression.insensitive());
    }

    private static List<org.esdetect.condition.Expression> all(List<Expression> expressions) {
        List<org.esdetect.condition.Expression> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(lower(expression));
        }
        return values;
    }

    private static List<org.esdetect.condition.Expression> withPrefixes(
            List<org.esdetect.condition.Expression> arguments) {
        List<org.esdetect.condition.Expression> result = new ArrayList<>(arguments);
        for (int i = 1; i < result.size(); i++) {
            if (result.get(i) instanceof Constant constant
                    && constant.literal() != null
                    && constant.literal().value() instanceof String block) {
                result.set(i, new Constant(new Literal(NetworkBlocks.withPrefix(block))));
            }
        }
        return result;
    }

    @Override
    public org.esdetect.condition.Expression signed(Expression.Signed expression) {
        org.esdetect.condition.Expression operand = lower(expression.operand());
        return expression.negative() ? new Negate(operand) : operand;
    }

    @Override
    public org.esdetect.condition.Expression arithmetic(Expression.Arithmetic expression) {
        return new Call(
                function(expression.operator()), List.of(lower(expression.left()), lower(expression.right())), true);
    }

    private static Function function(ArithmeticOperator operator) {
        return switch (operator) {
            case ADD -> Function.ADD;
            case SUBTRACT -> Function.SUBTRACT;
            case MULTIPLY -> Function.MULTIPLY;
            case DIVIDE -> Function.DIVIDE;
            case MODULO -> Function.MODULO;
        };
    }

    @Override
    public org.esdetect.condition.Expression comparison(Expression.Comparison expression) {
        org.esdetect.condition.Expression left = lower(expression.left());
        org.esdetect.condition.Expression right = lower(expression.right());
        ComparisonOperator operator = expression.operator();
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> new Not(equal(left, right));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                new Compare(FieldLeaves.order(operator), left, right);
        };
    }

    private static org.esdetect.condition.Expression equal(
            org.esdetect.condition.Expression left, org.esdetect.condition.Expression right) {
        if (isNull(right)) {
            return new IsNull(left);
        }
        return isNull(left) ? new IsNull(right) : new Equal(left, right);
    }

    private static boolean isNull(org.esdetect.condition.Expression expression) {
        return expression instanceof Constant constant && constant.literal() == null;
    }

    @Override
    public org.esdetect.condition.Expression membership(Expression.Membership expression) {
        org.esdetect.condition.Expression in =
                in(expression.operand(), expression.elements(), expression.insensitive());
        return expression.negated() ? new Not(in) : in;
    }

    /** Nulls ask for nothing; constants that are not known here are compared one by one. */
    static org.esdetect.condition.Expression in(Expression operand, List<Expression> elements, boolean insensitive) {
        org.esdetect.condition.Expression subject = lower(operand);
        List<Literal> known = new ArrayList<>();
        List<org.esdetect.condition.Expression> terms = new ArrayList<>();
        for (Expression element : elements) {
            Optional<Constants.Value> value = Constants.fold(element);
            if (value.isEmpty()) {
                terms.add(new Equal(subject, lower(element)));
            } else if (value.get().literal() != null) {
                known.add(value.get().literal());
            }
        }
        if (!known.isEmpty()) {
            terms.add(0, new OneOf(subject, known, !insensitive));
        }
        return terms.isEmpty() ? new Constant(new Literal(false)) : joined(terms, Or::new);
    }

    @Override
    public org.esdetect.condition.Expression match(Expression.Match expression) {
        org.esdetect.condition.Expression subject = lower(expression.operand());
        List<String> patterns = Patterns.texts(expression);
        boolean caseSensitive = expression.operator().caseSensitive();
        if (expression.operator().isRegex()) {
            return new Regex(subject, patterns, caseSensitive);
        }
        return Patterns.haveWildcards(patterns)
                ? new Like(subject, patterns, caseSensitive)
                : new OneOf(subject, Patterns.literals(patterns), caseSensitive);
    }

    @Override
    public org.esdetect.condition.Expression not(Expression.Not expression) {
        return new Not(lower(expression.operand()));
    }

    @Override
    public org.esdetect.condition.Expression and(Expression.And expression) {
        return joined(all(expression.operands()), And::new);
    }

    @Override
    public org.esdetect.condition.Expression or(Expression.Or expression) {
        return joined(all(expression.operands()), Or::new);
    }

    /** Halves, so that the depth grows with the logarithm of the number of terms. */
    private static org.esdetect.condition.Expression joined(
            List<org.esdetect.condition.Expression> terms, BinaryOperator<org.esdetect.condition.Expression> operator) {
        if (terms.size() == 1) {
            return terms.get(0);
        }
        int half = terms.size() / 2;
        return operator.apply(
                joined(terms.subList(0, half), operator), joined(terms.subList(half, terms.size()), operator));
    }
}
