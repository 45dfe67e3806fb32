package org.esdetect.rule;

import java.util.List;
import java.util.Optional;
import org.esdetect.text.Problem;

/** Reads one entry of an exception item; what is wrong with it is reported. */
final class ExceptionEntryReader {
    private static final List<String> TYPES = List.of("exists", "list", "match", "match_any", "nested", "wildcard");
    private static final List<String> INSIDE_NESTED = List.of("exists", "match", "match_any");
    private static final List<String> OPERATORS = List.of("excluded", "included");

    private ExceptionEntryReader() {}

    static Optional<ExceptionEntry> read(Fields entry, boolean nested) {
        Optional<String> field =
                entry.requiredText("field", "the name of a field of the event such as [process.executable]");
        Optional<String> type = entry.requiredWord("type", TYPES);
        if (type.isEmpty() || field.isEmpty()) {
            return Optional.empty();
        }
        if (nested && !INSIDE_NESTED.contains(type.get())) {
            entry.report()
                    .error(
                            entry.path("type"),
                            "field [" + entry.path("type") + "] is [" + type.get() + "], expected "
                                    + Shown.choice(INSIDE_NESTED) + " inside [nested]; put it beside, or use [eql]");
            return Optional.empty();
        }
        if (type.get().equals("nested")) {
            return nested(entry, field.get());
        }
        Optional<String> operator = entry.requiredWord("operator", OPERATORS);
        boolean excluded = operator.filter("excluded"::equals).isPresent();
        return switch (type.get()) {
            case "exists" -> Optional.of(new ExceptionEntry.Exists(field.get(), excluded));
            case "match" -> match(entry, field.get(), excluded);
            case "match_any" -> matchAny(entry, field.get(), excluded);
            case "wildcard" -> value(entry).map(pattern -> new ExceptionEntry.Wildcard(field.get(), pattern, excluded));
            default -> list(entry, field.get(), excluded);
        };
    }

    private static Optional<ExceptionEntry> match(Fields entry, String field, boolean excluded) {
        Optional<String> value = value(entry);
        value.filter(text -> text.indexOf('*') >= 0).ifPresent(text -> entry.report()
                .warning(
                        Problem.Code.LITERAL_WILDCARD,
                        entry.path("value"),
                        "field [" + entry.path("value") + "] is [" + Shown.value(text)
                                + "]: [match] takes [*] literally; the type [wildcard] reads it as a wildcard"));
        return value.map(text -> new ExceptionEntry.Match(field, List.of(text), excluded));
    }

    private static Optional<ExceptionEntry> matchAny(Fields entry, String field, boolean excluded) {
        List<String> values = entry.texts("value");
        if (values.isEmpty() && (!entry.has("value") || entry.raw("value") instanceof List<?>)) {
            missing(entry, "an array of one or more strings");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new ExceptionEntry.Match(field, values, excluded));
    }

    private static Optional<String> value(Fields entry) {
        Optional<String> value = entry.text("value");
        if (!entry.has("value") || value.filter(String::isEmpty).isPresent()) {
            missing(entry, "a string");
            return Optional.empty();
        }
        return value;
    }

    private static void missing(Fields entry, String expected) {
        entry.report()
                .error(
                        entry.path("value"),
                        "field [" + entry.path("value") + "] is " + (entry.has("value") ? "empty" : "missing")
                                + ", expected " + expected);
    }

    private static Optional<ExceptionEntry> list(Fields entry, String field, boolean excluded) {
        Optional<String> id = entry.object("list").flatMap(list -> list.requiredText("id", "the id of a value list"));
        if (!entry.has("list")) {
            entry.report()
                    .error(
                            entry.path("list"),
                            "field [" + entry.path("list") + "] is missing, expected the id and type of a value list");
        }
        id.ifPresent(list -> entry.report()
                .unsupported(
                        entry.path(),
                        "field [" + entry.path() + "] refers to the value list [" + Shown.value(list)
                                + "], which Kibana keeps and does not export: the item is kept and not applied;"
                                + " write the values into an entry of type [match_any]"));
        return id.map(list -> new ExceptionEntry.ValueList(field, list, excluded));
    }

    private static Optional<ExceptionEntry> nested(Fields entry, String field) {
        List<ExceptionEntry> inner = ExceptionCheck.entries(entry, true);
        if (!entry.isFilled("entries")) {
            entry.report()
                    .error(
                            entry.path("entries"),
                            "field [" + entry.path("entries") + "] is " + (entry.has("entries") ? "empty" : "missing")
                                    + ", expected what must hold inside one object at [" + Shown.value(field) + "]");
        }
        for (ExceptionEntry each : inner) {
            if (each.field().startsWith(field + ".")) {
                entry.report()
                        .warning(
                                entry.path("entries"),
                                "field [" + entry.path("entries") + "] names [" + Shown.value(each.field())
                                        + "], but the fields inside [nested] start below [" + Shown.value(field)
                                        + "]: write ["
                                        + Shown.value(each.field().substring(field.length() + 1)) + "]");
            }
        }
        return inner.isEmpty() ? Optional.empty() : Optional.of(new ExceptionEntry.Nested(field, inner));
    }
}
