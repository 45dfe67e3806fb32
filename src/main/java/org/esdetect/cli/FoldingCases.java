package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.esdetect.cli.CaseReport.Outcome;

/**
 * Cases of expressions without events, a table a group:
 *
 * <ul>
 *   <li>{@code fold.tests}, or {@code tests}: {@code expression} comes to {@code expected}, without that to null;
 *   <li>{@code verifier.failures}: {@code expression} is refused;
 *   <li>{@code loop}: the same, with {@code $NAME} in the expression standing for a value of each of some types.
 * </ul>
 */
final class FoldingCases {
    /** One value of each type that a loop may name. */
    private static final Map<String, String> EXAMPLES =
            Map.of("null", "null", "bool", "true", "int", "1", "string", "\"a\"", "float", "1.5");

    private final String name;
    private final JsonNode group;
    private final TomlCases.Taker taker;

    private FoldingCases(String name, JsonNode group, TomlCases.Taker taker) {
        this.name = name;
        this.group = group;
        this.taker = taker;
    }

    static void judge(JsonNode groups, TomlCases.Taker taker) throws IOException {
        for (Iterator<Map.Entry<String, JsonNode>> each = groups.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> group = each.next();
            new FoldingCases(group.getKey(), group.getValue(), taker).judge();
        }
    }

    private void judge() throws IOException {
        for (JsonNode one : group.path("fold").path("tests")) {
            fold(expression(one), one.path("expected"));
        }
        for (JsonNode one : group.path("tests")) {
            fold(expression(one), one.path("expected"));
        }
        for (JsonNode one : group.path("verifier").path("failures")) {
            refuse(expression(one));
        }
        for (JsonNode loop : group.path("loop")) {
            loop(loop);
        }
    }

    private void loop(JsonNode loop) throws IOException {
        String variable = "$" + loop.path("param").path("name").asText("value");
        for (JsonNode type : loop.path("param").path("type")) {
            String example = EXAMPLES.get(type.asText());
            if (example == null) {
                throw new IOException(
                        "group [" + name + "] loops over the type [" + type.asText() + "], expected one of "
                                + EXAMPLES.keySet().stream().sorted().toList());
            }
            for (JsonNode one : loop.path("fold").path("tests")) {
                fold(expression(one).replace(variable, example), one.path("expected"));
            }
        }
    }

    private void fold(String expression, JsonNode expected) {
        Folding found = Folding.of(expression);
        Outcome outcome = Outcome.PASSED;
        if (!found.is(expected)) {
            String differs = "expected " + shown(expected) + ", found " + found.shown();
            Optional<String> known = FoldingExceptions.reason(group, expression, found);
            outcome = known.map(why -> Outcome.skipped(differs + "; known: " + why))
                    .orElse(Outcome.failed(differs));
        }
        taker.take(name + ": " + expression, outcome);
    }

    private static String shown(JsonNode expected) {
        if (expected.isMissingNode()) {
            return "null";
        }
        // Written with its point, which is what may make the difference.
        return expected.isFloatingPointNumber() ? String.valueOf(expected.doubleValue()) : expected.toString();
    }

    private void refuse(String expression) {
        Folding found = Folding.of(expression);
        taker.take(
                name + ": " + expression,
                found.refusal().isPresent()
                        ? Outcome.PASSED
                        : Outcome.failed("expected to be refused, found " + found.shown()));
    }

    private String expression(JsonNode one) throws IOException {
        if (!one.path("expression").isTextual()) {
            throw new IOException("group [" + name + "] holds a case without a text [expression]");
        }
        return one.path("expression").asText();
    }
}
