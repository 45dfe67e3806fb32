package org.esdetect.eql.check;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Expression.Field;
import org.esdetect.eql.ast.Expression.Literal;
import org.esdetect.function.Function;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * What is asked of a field can be found by a search over its index, which leaves values beyond {@code ignore_above}
 * out.
 *
 * <p>Certain are a constant and a length beyond the limit. A pattern may match longer values than itself, but the usual
 * limit of 1024 is seldom met: it is worth a warning only where the limit is lower or long values are usual. Once a
 * field.
 */
final class CutValues implements NodeCheck {
    /** The limit that ECS sets for keywords. */
    private static final int USUAL_LIMIT = 1024;

    private static final Set<Function> READ_TEXT = EnumSet.of(
            Function.BETWEEN,
            Function.ENDS_WITH,
            Function.INDEX_OF,
            Function.STARTS_WITH,
            Function.STRING_CONTAINS,
            Function.SUBSTRING);

    private final FieldTypes types;
    private final Set<String> named = new HashSet<>();

    CutValues(FieldTypes types) {
        this.types = types;
    }

    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Match match) {
            boolean open = match.operator().isRegex()
                    || match.patterns().stream()
                            .anyMatch(pattern -> LiteralWildcards.hasWildcard(String.valueOf(pattern.value())));
            long longest = match.operator().isRegex() ? 0 : longest(match.patterns());
            check(match.operand(), longest, open, problems);
        } else if (expression instanceof Expression.Membership membership) {
            check(membership.operand(), longest(membership.elements()), false, problems);
        } else if (expression instanceof Expression.Comparison comparison) {
            comparison(comparison.operator(), comparison.left(), comparison.right(), problems);
            comparison(comparison.operator().turned(), comparison.right(), comparison.left(), problems);
        } else if (expression instanceof Expression.Call call
                && !call.operands().isEmpty()) {
            boolean reads =
                    Function.named(call.name()).filter(READ_TEXT::contains).isPresent();
            check(call.operands().get(0), longest(call.operands()), reads, problems);
        }
    }

    private void comparison(ComparisonOperator operator, Expression left, Expression right, Problems problems) {
        if (operator.isEquality()) {
            check(left, longest(List.of(right)), false, problems);
        } else if (left instanceof Field) {
            check(left, 0, true, problems);
        }
        if (left instanceof Expression.Call call
                && Function.named(call.name()).filter(Function.LENGTH::equals).isPresent()
                && right instanceof Literal literal
                && literal.value() instanceof Long length) {
            boolean open = operator == ComparisonOperator.GREATER || operator == ComparisonOperator.GREATER_OR_EQUAL;
            long least = operator == ComparisonOperator.GREATER ? length + 1 : length;
            boolean below = operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_OR_EQUAL;
            call.operands().stream().findFirst().ifPresent(field -> check(field, below ? 0 : least, open, problems));
        }
    }

    /**
     * @param least the least length of a value for which the clause can hold
     * @param open whether it can hold for values of any length above that
     */
    private void check(Expression operand, long least, boolean open, Problems problems) {
        if (!(operand instanceof Field field)) {
            return;
        }
        OptionalInt limit = types.ignoreAbove(field.path());
        if (limit.isEmpty()) {
            return;
        }
        boolean low = limit.getAsInt() < USUAL_LIMIT || types.isLongText(field.path());
        if ((least > limit.getAsInt() || (open && low)) && named.add(field.path())) {
            problems.warning(
                    Problem.Code.IGNORE_ABOVE,
                    field.span(),
                    "the index holds [" + field.path() + "] up to [" + limit.getAsInt()
                            + "] characters ([ignore_above]), " + asked(least, limit.getAsInt())
                            + ": rules here read the event itself and see them, a search does not");
        }
    }

    private static String asked(long least, int limit) {
        return least > limit ? "but [" + least + "] or more are asked for" : "and longer values may match";
    }

    /** The letters of the longest text, wildcards left out. */
    private static long longest(List<? extends Expression> texts) {
        return texts.stream()
                .map(CutValues::text)
                .flatMap(Optional::stream)
                .mapToLong(CutValues::letters)
                .max()
                .orElse(0);
    }

    private static Optional<String> text(Expression expression) {
        return expression instanceof Literal literal && literal.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static long letters(String text) {
        return text.chars().filter(c -> c != '*').count();
    }
}
