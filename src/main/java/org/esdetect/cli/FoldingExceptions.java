package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.text.SourceText;

/**
 * Where the public files of expressions, which are older than Elasticsearch's EQL, expect what that does not do. Each
 * exception names the one result that is right instead; anything else is a failure.
 */
final class FoldingExceptions {
    private static final Pattern METHOD_CALL = Pattern.compile("[\\w\")]\\s*:\\s*\\w+\\s*\\(");

    private FoldingExceptions() {}

    /** Why {@code found} is right though {@code group}'s file says otherwise; empty when it is not. */
    static Optional<String> reason(JsonNode group, String expression, Folding found) {
        return Stream.of(withoutCase(group, found), methodCall(expression, found), between(expression, found))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> withoutCase(JsonNode group, Folding found) {
        return group.path("case_insensitive").asBoolean()
                        && found.value().filter(Boolean.class::isInstance).isPresent()
                ? Optional.of("the group asks for a mode that ignores case, which no longer exists")
                : Optional.empty();
    }

    private static Optional<String> methodCall(String expression, Folding found) {
        return METHOD_CALL.matcher(expression).find() && found.refusal().isPresent()
                ? Optional.of("a function called behind its argument, as in [x:length()], is no syntax")
                : Optional.empty();
    }

    private static Optional<String> between(String expression, Folding found) {
        List<String> texts = argumentsOfBetween(expression);
        if (texts.size() < 3) {
            return Optional.empty();
        }
        if (texts.stream().anyMatch(String::isEmpty)) {
            return found.value().equals(Optional.of(texts.get(0)))
                    ? Optional.of("[between] with an empty text gives its source unchanged")
                    : Optional.empty();
        }
        int left = texts.get(0).indexOf(texts.get(1));
        boolean inside = left >= 0
                && texts.get(0).indexOf(texts.get(2), left + texts.get(1).length()) >= 0;
        return !inside && found.value().equals(Optional.of(""))
                ? Optional.of("[between] gives an empty text when a bound is not found")
                : Optional.empty();
    }

    /** Source, left and right; fewer when {@code expression} is something else. */
    private static List<String> argumentsOfBetween(String expression) {
        Optional<Expression> tree = EqlParser.parseExpression(new SourceText("expression", expression))
                .expression();
        if (tree.isEmpty()
                || !(tree.get() instanceof Expression.Call call)
                || call.insensitive()
                || !call.name().toLowerCase(Locale.ROOT).equals("between")) {
            return List.of();
        }
        return call.operands().stream()
                .limit(3)
                .filter(Expression.Literal.class::isInstance)
                .map(literal -> ((Expression.Literal) literal).value())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
