package org.esdetect.eql.check;

import java.util.Locale;
import java.util.Optional;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Keywords;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** One side of a comparison is the same for every event, and so is every element of a list. */
final class FieldsOnOneSide implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Comparison comparison
                && !comparison.left().isConstant()) {
            firstField(comparison.right())
                    .ifPresent(field -> refuse(field, comparison.operator().symbol(), problems));
        } else if (expression instanceof Expression.Membership membership) {
            membership.elements().stream()
                    .map(FieldsOnOneSide::firstField)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(field -> refuse(field, membership.insensitive() ? "in~" : "in", problems));
        }
    }

    private static void refuse(Expression.Field field, String operator, Problems problems) {
        String lower = field.path().toLowerCase(Locale.ROOT);
        if (Keywords.isReserved(lower)) {
            problems.error(
                    Problem.Code.SYNTAX,
                    field.span(),
                    "[" + field.path() + "] is taken for a field; keywords are lower case, write [" + lower + "]");
            return;
        }
        problems.error(
                Problem.Code.UNSUPPORTED,
                field.span(),
                "comparisons against fields are not supported: the right side of [" + operator
                        + "] must be constant, found the field [" + Excerpt.of(field.path())
                        + "]; a text stands in double quotes");
    }

    private static Optional<Expression.Field> firstField(Expression expression) {
        if (expression instanceof Expression.Field field) {
            return Optional.of(field);
        }
        for (Expression operand : expression.operands()) {
            Optional<Expression.Field> found = firstField(operand);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
