package org.esdetect.eql.check;

import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** A condition is true or false: a comparison, a boolean function, a boolean field or a constant. */
final class BooleanConditions {
    private BooleanConditions() {}

    static void check(Expression condition, FieldTypes types, Problems problems) {
        Set<Kind> kinds = Kind.of(condition);
        if (!kinds.contains(Kind.BOOLEAN) && !HyphenatedNames.isOne(condition)) {
            problems.error(
                    Problem.Code.TYPE_MISMATCH,
                    condition.span(),
                    "a condition is true or false, but [" + Shown.of(condition) + "] is " + Kind.words(kinds)
                            + "; compare it with something");
        }
        if (condition instanceof Expression.Field field) {
            FieldUses.bareCondition(field, types, problems);
        }
    }
}
