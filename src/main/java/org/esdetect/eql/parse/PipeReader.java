package org.esdetect.eql.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Pipe;
import org.esdetect.eql.parse.gen.Eql;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;
import org.esdetect.text.Spelling;

/** {@code | head 10}, and a reason for every other pipe. */
final class PipeReader {
    /** Pipes of EQL's first engine that Elasticsearch never took over. */
    private static final Set<String> KNOWN_ELSEWHERE = Set.of("filter", "unique", "unique_count", "sort", "count");

    private final Tokens tokens;
    private final Problems problems;
    private final ExpressionBuilder expressions;

    PipeReader(Tokens tokens, Problems problems, ExpressionBuilder expressions) {
        this.tokens = tokens;
        this.problems = problems;
        this.expressions = expressions;
    }

    Optional<Pipe> pipe(Eql.PipeContext tree) {
        String name = tree.IDENTIFIER().getText();
        for (Pipe.Kind kind : Pipe.Kind.values()) {
            if (kind.eqlName().equals(name)) {
                return pipe(tree, kind);
            }
        }
        Span span = tokens.span(tree.IDENTIFIER().getSymbol());
        if (KNOWN_ELSEWHERE.contains(name)) {
            return refuse(
                    Problem.Code.UNSUPPORTED,
                    span,
                    "pipe [" + name + "] is not supported, only [head] and [tail]"
                            + " are; conditions belong before the first pipe");
        }
        String shown = Excerpt.of(tree.IDENTIFIER().getSymbol().getText());
        return refuse(
                Problem.Code.SYNTAX,
                span,
                "unknown pipe [" + shown + "]" + Spelling.suggestion(name, List.of("head", "tail")));
    }

    private Optional<Pipe> pipe(Eql.PipeContext tree, Pipe.Kind kind) {
        if (tree.expression().size() != 1) {
            return refuse(
                    Problem.Code.SYNTAX,
                    tokens.span(tree),
                    "pipe [" + kind.eqlName() + "] takes one number, as in [" + kind.eqlName() + " 10]");
        }
        Expression count = expressions.expression(tree.expression(0));
        if (count instanceof Expression.Literal literal
                && literal.value() instanceof Long value
                && value <= Integer.MAX_VALUE) {
            return Optional.of(new Pipe(tokens.span(tree), kind, value.intValue()));
        }
        return refuse(
                Problem.Code.SYNTAX,
                count.span(),
                "pipe [" + kind.eqlName() + "] takes a whole number up to [" + Integer.MAX_VALUE + "]");
    }

    private Optional<Pipe> refuse(Problem.Code code, Span span, String message) {
        problems.error(code, span, message);
        return Optional.empty();
    }
}
