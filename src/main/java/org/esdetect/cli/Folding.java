package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esdetect.condition.Evaluator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.ParsedExpression;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * What an expression comes to without an event.
 *
 * @param refusal why it is no expression at all; empty when it is one
 * @param value empty for null
 */
record Folding(Optional<String> refusal, Optional<Object> value) {

    static Folding of(String expression) {
        ParsedExpression parsed = EqlParser.parseExpression(new SourceText("expression", expression));
        Stream<Problem> checked =
                parsed.expression().stream().flatMap(tree -> Checker.checkValue(tree, FieldTypes.ANY).stream());
        Optional<String> refusal = Stream.concat(parsed.problems().stream(), checked)
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::message)
                .findFirst();
        if (refusal.isPresent() || parsed.expression().isEmpty()) {
            return new Folding(refusal.or(() -> Optional.of("unreadable")), Optional.empty());
        }
        Expression tree = parsed.expression().get();
        return new Folding(
                Optional.empty(), Optional.ofNullable(Evaluator.value(Lowering.lowerValue(tree), path -> List.of())));
    }

    /** Whether it is {@code expected}, in value and kind; a missing node stands for null. */
    boolean is(JsonNode expected) {
        if (refusal.isPresent()) {
            return false;
        }
        if (expected.isMissingNode() || value.isEmpty()) {
            return expected.isMissingNode() && value.isEmpty();
        }
        Object found = value.get();
        if (expected.isIntegralNumber()) {
            return isIntegral(found) && ((Number) found).longValue() == expected.longValue();
        }
        if (expected.isNumber()) {
            return found instanceof Double number && number == expected.doubleValue();
        }
        return expected.isBoolean() ? found.equals(expected.booleanValue()) : found.equals(expected.textValue());
    }

    private static boolean isIntegral(Object found) {
        return found instanceof Number && !(found instanceof Double) && !(found instanceof Float);
    }

    /** For a person. */
    String shown() {
        return refusal.map(why -> "refused: " + why)
                .orElseGet(() -> value.map(found -> found instanceof String ? "\"" + found + "\"" : found.toString())
                        .orElse("null"));
    }
}
