package org.esdetect.eql.parse;

import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.ast.MaxSpan;
import org.esdetect.eql.ast.Step;
import org.esdetect.eql.parse.gen.Eql;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * {@code with maxspan=5m} and {@code with runs=3}. An option that cannot be read is reported and stands as some other
 * value, so that it does not also count as left out.
 */
final class OptionReader {
    private static final String UNITS = "[ms], [s], [m], [h] or [d]";
    private static final long SOME_RUNS = 2;

    private final Tokens tokens;
    private final Problems problems;

    OptionReader(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** The option behind {@code sequence by ...}. */
    MaxSpan maxSpan(Eql.OptionContext tree) {
        return readMaxSpan(tree).orElseGet(() -> new MaxSpan(tokens.span(tree), 1, MaxSpan.Unit.DAYS));
    }

    /** The option behind a step. */
    Step.Runs runs(Eql.OptionContext tree) {
        return readRuns(tree).orElseGet(() -> new Step.Runs(tokens.span(tree), SOME_RUNS));
    }

    private Optional<MaxSpan> readMaxSpan(Eql.OptionContext tree) {
        if (tree.name.getType() != EqlTokens.MAXSPAN) {
            String message = tree.name.getText().equals("runs")
                    ? "[runs] belongs to a step: write [[...] with runs=...]"
                    : "unknown option [" + Excerpt.of(tree.name.getText()) + "], expected [maxspan]";
            return refuse(tree.name, Problem.Code.SYNTAX, message);
        }
        if (tree.unit == null) {
            String number = tree.number.getText();
            return refuse(
                    tree.number, "maxspan [" + number + "] has no unit, use " + UNITS + ", as in [" + number + "s]");
        }
        Optional<MaxSpan.Unit> unit = MaxSpan.Unit.of(tree.unit.getText());
        if (unit.isEmpty()) {
            return refuse(tree.unit, "unknown time unit [" + Excerpt.of(tree.unit.getText()) + "], use " + UNITS);
        }
        return positive(tree.number, "maxspan").flatMap(amount -> maxSpan(tree, amount, unit.get()));
    }

    private Optional<MaxSpan> maxSpan(Eql.OptionContext tree, long amount, MaxSpan.Unit unit) {
        MaxSpan span = new MaxSpan(tokens.span(tree.number).to(tokens.span(tree.unit)), amount, unit);
        try {
            span.millis();
            return Optional.of(span);
        } catch (ArithmeticException tooLong) {
            return refuse(tree.number, "maxspan [" + amount + unit.symbol() + "] is too long");
        }
    }

    private Optional<Step.Runs> readRuns(Eql.OptionContext tree) {
        if (tree.name.getType() == EqlTokens.MAXSPAN) {
            return refuse(
                    tree.name,
                    Problem.Code.SYNTAX,
                    "[maxspan] belongs to the sequence, not to a step: write [sequence by ... with maxspan=...]");
        }
        if (!tree.name.getText().equals("runs")) {
            return refuse(
                    tree.name,
                    Problem.Code.SYNTAX,
                    "unknown option [" + Excerpt.of(tree.name.getText()) + "], expected [runs]");
        }
        if (tree.unit != null) {
            return refuse(tree.unit, "[runs] is a plain number, without a unit");
        }
        return positive(tree.number, "runs").map(count -> new Step.Runs(tokens.span(tree), count));
    }

    private Optional<Long> positive(Token number, String name) {
        String digits = number.getText();
        if (number.getType() != EqlTokens.INTEGER || digits.chars().allMatch(digit -> digit == '0')) {
            return refuse(
                    number, name + " must be a positive whole number, found [" + Excerpt.of(number.getText()) + "]");
        }
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return refuse(number, name + " [" + Excerpt.of(number.getText()) + "] is too large");
        }
    }

    private <T> Optional<T> refuse(Token token, String message) {
        return refuse(token, Problem.Code.BAD_SEQUENCE, message);
    }

    private <T> Optional<T> refuse(Token token, Problem.Code code, String message) {
        problems.error(code, tokens.span(token), message);
        return Optional.empty();
    }
}
