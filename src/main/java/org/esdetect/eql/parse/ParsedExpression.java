package org.esdetect.eql.parse;

import java.util.List;
import java.util.Optional;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;

/** What became of the text of a bare expression; as {@link Parsed}. */
public record ParsedExpression(Optional<Expression> expression, List<Problem> problems) {
    public ParsedExpression {
        problems = List.copyOf(problems);
    }
}
