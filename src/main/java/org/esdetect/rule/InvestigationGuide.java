package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guide of one alert, as its rule carries it: markdown with buttons, {@code !{investigate{...}}} for a query and
 * {@code !{osquery{...}}} for a question to the host. Fields of the alert in double braces are filled in.
 *
 * @param text for people: the buttons by their labels, the fields filled in
 * @param queries behind the buttons
 */
public record InvestigationGuide(String text, List<Query> queries) {
    private static final Pattern BUTTON = Pattern.compile("!\\{(investigate|osquery)(?=\\{)");
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([\\w.@\\-]+)\\s*}}");
    private static final int MAX_QUERIES = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    public InvestigationGuide {
        queries = List.copyOf(queries);
    }

    /**
     * A query behind a button: any of the lists, in which all terms must hold.
     *
     * @param from date math that counts from the alert's time; empty for no bound
     * @param to the same
     */
    public record Query(String label, List<List<Term>> anyOf, Optional<String> from, Optional<String> to) {
        public Query {
            anyOf = anyOf.stream().map(List::copyOf).toList();
        }
    }

    /**
     * What must hold of a field, or must not.
     *
     * @param type {@code phrase}, {@code range} or {@code exists}
     * @param value as the rule has it
     * @param values with the alert's fields filled in: several where the alert has several; none where it has none
     */
    public record Term(String field, String type, boolean excluded, String value, List<String> values) {
        public Term {
            values = List.copyOf(values);
        }
    }

    /**
     * Reads a guide.
     *
     * @param fields the values that the alert has under a path; empty where it has none
     */
    public static InvestigationGuide of(String note, Function<String, List<Object>> fields) {
        List<Query> queries = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher button = BUTTON.matcher(note);
        int end = 0;
        while (button.find(end) && queries.size() < MAX_QUERIES) {
            Optional<Parsed> parsed = parse(note, button.end());
            text.append(filled(note.substring(end, button.start()), fields));
            if (parsed.isEmpty()) {
                text.append(button.group());
                end = button.end();
                continue;
            }
            JsonNode body = parsed.get().body();
            String label = body.path("label").asText("");
            if (button.group(1).equals("investigate")) {
                queries.add(query(label, body, fields));
                text.append('[').append(label).append(']');
            } else {
                text.append(label)
                        .append(": `")
                        .append(body.path("query").asText(""))
                        .append('`');
            }
            end = parsed.get().end();
        }
        return new InvestigationGuide(text + filled(note.substring(end), fields), queries);
    }

    private record Parsed(JsonNode body, int end) {}

    /** The object that begins at {@code start}, and the brace after it. */
    private static Optional<Parsed> parse(String note, int start) {
        try (JsonParser parser = JSON.createParser(note.substring(start))) {
            JsonNode body = JSON.readTree(parser);
            int after = start + (int) parser.currentLocation().getCharOffset();
            boolean closed = after < note.length() && note.charAt(after) == '}';
            return closed && body != null && body.isObject()
                    ? Optional.of(new Parsed(body, after + 1))
                    : Optional.empty();
        } catch (JsonProcessingException written) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("text in memory cannot fail to be read", impossible);
        }
    }

    private static Query query(String label, JsonNode body, Function<String, List<Object>> fields) {
        List<List<Term>> anyOf = new ArrayList<>();
        for (JsonNode all : body.path("providers")) {
            List<Term> terms = new ArrayList<>();
            all.forEach(term -> terms.add(term(term, fields)));
            if (!terms.isEmpty()) {
                anyOf.add(terms);
            }
        }
        return new Query(label, anyOf, text(body.get("relativeFrom")), text(body.get("relativeTo")));
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return value == null || !value.isTextual() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Term term(JsonNode term, Function<String, List<Object>> fields) {
        JsonNode given = term.path("value");
        String value = given.isValueNode() ? given.asText("") : given.toString();
        return new Term(
                term.path("field").asText(""),
                term.path("queryType").asText("phrase"),
                term.path("excluded").asBoolean(false),
                value,
                values(value, fields));
    }

    /** A value that is one field alone stands for each of its values. */
    private static List<String> values(String value, Function<String, List<Object>> fields) {
        Matcher whole = FIELD.matcher(value);
        if (whole.matches()) {
            return fields.apply(whole.group(1)).stream().map(String::valueOf).toList();
        }
        boolean complete = FIELD.matcher(value).results().noneMatch(match -> fields.apply(match.group(1))
                .isEmpty());
        return complete ? List.of(filled(value, fields)) : List.of();
    }

    /** A field that the alert does not have stays as it is. */
    private static String filled(String text, Function<String, List<Object>> fields) {
        return FIELD.matcher(text).replaceAll(match -> {
            List<Object> values = fields.apply(match.group(1));
            return Matcher.quoteReplacement(
                    values.isEmpty()
                            ? match.group()
                            : values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        });
    }
}
