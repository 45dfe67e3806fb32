package org.esdetect.eql.parse;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.parse.gen.Eql;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.SourceText;

/**
 * Reads EQL. Never throws for what a text holds: every mistake is a {@link Problem} with its place. Bounded in time and
 * stack by {@link SizeLimits}. Thread-safe.
 */
public final class EqlParser {
    private EqlParser() {}

    /** Reads a whole statement: an event query or a sequence, with its pipes. */
    public static Parsed parse(SourceText source) {
        Problems problems = new Problems();
        Optional<Query> query = readable(source, problems).flatMap(tokens -> tree(tokens, Eql::statement, problems)
                .map(tree -> new TreeBuilder(tokens, problems).query(tree)));
        return new Parsed(query, inOrder(problems));
    }

    /** Reads an expression on its own, without an event category. */
    public static ParsedExpression parseExpression(SourceText source) {
        Problems problems = new Problems();
        Optional<Expression> expression = readable(source, problems)
                .flatMap(tokens -> tree(tokens, Eql::singleExpression, problems)
                        .map(tree -> new ExpressionBuilder(tokens, problems).expression(tree.expression())));
        return new ParsedExpression(expression, inOrder(problems));
    }

    /** The words of {@code source}; empty, with problems, when there is no point in parsing them. */
    private static Optional<Tokens> readable(SourceText source, Problems problems) {
        Optional<Problem> tooLong = SizeLimits.ofText(source.text());
        if (tooLong.isPresent()) {
            problems.add(tooLong.get());
            return Optional.empty();
        }
        Tokens tokens = Tokens.split(source);
        Optional<Problem> tooLarge = SizeLimits.of(tokens);
        tooLarge.ifPresent(problems::add);
        boolean canBeParsed = new LexicalErrors(tokens, problems).report();
        return tooLarge.isEmpty() && canBeParsed ? Optional.of(tokens) : Optional.empty();
    }

    /** The parse tree of {@code tokens}; empty, with a problem, when they are no {@code rule}. */
    private static <T> Optional<T> tree(Tokens tokens, Function<Eql, T> rule, Problems problems) {
        CommonTokenStream stream = tokens.stream();
        FirstError firstError = new FirstError();
        Eql parser = new Eql(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(firstError);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return Optional.of(rule.apply(parser));
        } catch (ParseCancellationException tooWeakOrWrong) {
            stream.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        }
        try {
            return Optional.of(rule.apply(parser));
        } catch (ParseCancellationException wrong) {
            problems.add(firstError.problem(tokens));
            return Optional.empty();
        }
    }

    private static List<Problem> inOrder(Problems problems) {
        return problems.all().stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .toList();
    }
}
