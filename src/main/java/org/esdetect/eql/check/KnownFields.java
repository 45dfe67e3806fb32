package org.esdetect.eql.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Spelling;

/** Fields exist, unless they are marked as optional. Each unknown one is named once, where it stands first. */
final class KnownFields implements NodeCheck {
    /** Looking for what was meant costs time; a hostile text gets no more of it. */
    private static final int MAX_LOOKED_UP = 100;

    private final FieldTypes types;
    private final Set<String> seen = new HashSet<>();

    KnownFields(FieldTypes types) {
        this.types = types;
    }

    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Field field
                && !field.optional()
                && types.kinds(field.path()).isEmpty()
                && seen.size() < MAX_LOOKED_UP
                && seen.add(field.path())) {
            if (types.isComplete()) {
                unknown(field, Spelling.suggestion(field.path(), types.names()), problems);
            } else {
                Optional<String> meant = PathSpelling.closest(field.path(), types.names());
                meant.ifPresent(known -> unknown(field, ", did you mean [" + known + "]?", problems));
            }
        }
    }

    private static void unknown(Expression.Field field, String suggestion, Problems problems) {
        problems.warning(
                Problem.Code.UNKNOWN_FIELD,
                field.span(),
                "unknown field [" + Excerpt.of(field.path()) + "]" + suggestion);
    }
}
