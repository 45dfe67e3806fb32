package org.esdetect.eql.parse;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.MaxSpan;
import org.esdetect.eql.ast.Pipe;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.eql.parse.gen.Eql;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;
import org.jspecify.annotations.Nullable;

/** Parse tree of a statement to syntax tree: one method a rule of the grammar. */
final class TreeBuilder {
    private final Tokens tokens;
    private final Problems problems;
    private final ExpressionBuilder expressions;
    private final OptionReader options;
    private final PipeReader pipes;

    TreeBuilder(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
        this.expressions = new ExpressionBuilder(tokens, problems);
        this.options = new OptionReader(tokens, problems);
        this.pipes = new PipeReader(tokens, problems, expressions);
    }

    Query query(Eql.StatementContext tree) {
        List<Pipe> readPipes =
                tree.pipe().stream().map(pipes::pipe).flatMap(Optional::stream).toList();
        Eql.QueryContext query = tree.query();
        return query.event() != null
                ? new Query.EventQuery(tokens.span(query), filter(query.event()), readPipes)
                : sequence(query.sequence(), readPipes);
    }

    private EventFilter filter(Eql.EventContext tree) {
        return new EventFilter(tokens.span(tree), category(tree.category()), expressions.expression(tree.expression()));
    }

    private EventFilter.Category category(Eql.CategoryContext tree) {
        Token word = tree.getStart();
        Optional<String> name =
                switch (word.getType()) {
                    case EqlTokens.ANY -> Optional.empty();
                    case EqlTokens.IDENTIFIER -> Optional.of(word.getText());
                    default -> Optional.of(ConstantReader.string(word));
                };
        return new EventFilter.Category(tokens.span(word), name);
    }

    private Query sequence(Eql.SequenceContext tree, List<Pipe> readPipes) {
        Optional<MaxSpan> maxSpan = Optional.ofNullable(tree.option()).map(options::maxSpan);
        if (tree.misplaced != null) {
            misplaced(tree.misplaced, "[by] comes before [with maxspan]: write [sequence by ... with maxspan=...]");
        }
        return new Query.SequenceQuery(
                tokens.span(tree),
                keys(tree.joinKeys(0)),
                maxSpan,
                steps(tree),
                Optional.ofNullable(tree.until).map(this::step),
                readPipes);
    }

    private List<Step> steps(Eql.SequenceContext tree) {
        return tree.step().stream()
                .filter(step -> step != tree.until)
                .map(this::step)
                .toList();
    }

    private Step step(Eql.StepContext tree) {
        if (tree.misplaced != null) {
            misplaced(tree.misplaced, "[by] comes before [with runs]: write [[...] by ... with runs=...]");
        }
        return new Step(
                tokens.span(tree),
                filter(tree.event()),
                tree.open.getType() == EqlTokens.MISSING_STEP_OPEN,
                keys(tree.joinKeys(0)),
                Optional.ofNullable(tree.option()).map(options::runs));
    }

    /** The first {@code by} of a place, be it in the right place or not. */
    private List<Expression.Field> keys(Eql.@Nullable JoinKeysContext tree) {
        return tree == null
                ? List.of()
                : tree.field().stream().map(expressions::field).toList();
    }

    private void misplaced(Eql.JoinKeysContext tree, String message) {
        Span by = tokens.span(tree.getStart());
        problems.error(Problem.Code.SYNTAX, by, message);
    }
}
