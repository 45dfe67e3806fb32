package org.esdetect.eql.check;

import java.util.HashSet;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Spelling;

/** Fields exist, unless they are marked as optional. Each unknown one is named once, where it stands first. */
final class KnownFields implements NodeCheck {
    private final FieldTypes types;
    private final Set<String> named = new HashSet<>();

    KnownFields(FieldTypes types) {
        this.types = types;
    }

    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Field field
                && !field.optional()
                && types.kinds(field.path()).isEmpty()
                && named.add(field.path())) {
            problems.warning(
                    Problem.Code.UNKNOWN_FIELD,
                    field.span(),
                    "unknown field [" + Excerpt.of(field.path()) + "]"
                            + Spelling.suggestion(field.path(), types.names()));
        }
    }
}
