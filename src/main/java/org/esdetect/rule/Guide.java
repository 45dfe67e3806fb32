package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An investigation guide and the tables that its placeholders stand for: {@code $osquery_0} is the first of
 * {@code [[transform.osquery]]}, {@code $investigate_0} the first of {@code [[transform.investigate]]}.
 *
 * <p>Field names in double braces inside the tables are filled by Kibana from the alert and stay untouched.
 */
final class Guide {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(osquery|investigate)_(\\d{1,4})");

    /** From here on placeholders stay as they are, lest a small file become a large rule. */
    private static final int MAX_LENGTH = 512 * 1024;

    private static final List<String> KINDS = List.of("osquery", "investigate");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final String note;
    private final Fields transform;

    Guide(String note, Fields transform) {
        this.note = note;
        this.transform = transform;
    }

    /** Reports a placeholder without a table, a table without a placeholder, and a table that says nothing. */
    void check(String notePath) {
        Set<String> referenced = new TreeSet<>();
        PLACEHOLDER.matcher(note).results().forEach(match -> referenced.add(match.group()));
        for (String kind : KINDS) {
            List<Fields> entries = transform.objects(kind);
            for (int i = 0; i < entries.size(); i++) {
                Fields entry = entries.get(i);
                entry.requiredText("label", "what the button says");
                if (kind.equals("osquery")) {
                    entry.requiredText("query", "an osquery statement");
                }
                if (!referenced.remove("$" + kind + "_" + i)) {
                    entry.report()
                            .warning(
                                    entry.path(),
                                    "table [" + entry.path() + "] is not used: the guide has no [$" + kind + "_" + i
                                            + "]");
                }
            }
        }
        for (String placeholder : referenced) {
            transform
                    .report()
                    .warning(
                            notePath,
                            "field [" + notePath + "] has the placeholder [" + placeholder + "], expected a table "
                                    + table(placeholder) + " for it");
        }
    }

    /** The guide as Kibana shows it with buttons: {@code !{osquery{...}}}, compact JSON with sorted keys. */
    String rendered() {
        return replace((kind, entry) -> "!{" + kind + json(entry) + "}");
    }

    /** The guide for everything that is not Kibana: the label, then the query or the filters in words. */
    String readable() {
        return replace((kind, entry) -> kind.equals("osquery") ? osquery(entry) : investigate(entry));
    }

    private String replace(BiFunction<String, Map<?, ?>, String> rendering) {
        Matcher matcher = PLACEHOLDER.matcher(note);
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (matcher.find() && text.length() < MAX_LENGTH) {
            text.append(note.substring(end, matcher.start()));
            int index = Integer.parseInt(matcher.group(2));
            text.append(
                    transform.raw(matcher.group(1)) instanceof List<?> entries
                                    && index < entries.size()
                                    && entries.get(index) instanceof Map<?, ?> entry
                            ? rendering.apply(matcher.group(1), entry)
                            : matcher.group());
            end = matcher.end();
        }
        return text.append(note, end, note.length()).toString();
    }

    private static String table(String placeholder) {
        Matcher matcher = PLACEHOLDER.matcher(placeholder);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("[" + placeholder + "] is no placeholder");
        }
        return "[[transform." + matcher.group(1) + "]] number [" + matcher.group(2) + "], counted from 0,";
    }

    private static String json(Map<?, ?> entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + entry, e);
        }
    }

    private static String osquery(Map<?, ?> entry) {
        return entry.get("label") + ": `" + oneLine(entry.get("query")) + "`";
    }

    private static String investigate(Map<?, ?> entry) {
        List<String> alternatives = new ArrayList<>();
        if (entry.get("providers") instanceof List<?> providers) {
            for (Object all : providers) {
                alternatives.add(all instanceof List<?> terms ? conjunction(terms) : oneLine(all));
            }
        }
        String period = entry.get("relativeFrom") == null
                ? ""
                : ", from " + entry.get("relativeFrom") + " to "
                        + (entry.get("relativeTo") == null ? "now" : entry.get("relativeTo"));
        return entry.get("label") + ": `" + String.join(" or ", alternatives) + "`" + period;
    }

    private static String conjunction(List<?> terms) {
        List<String> texts = new ArrayList<>();
        for (Object term : terms) {
            if (term instanceof Map<?, ?> map) {
                texts.add((Boolean.TRUE.equals(map.get("excluded")) ? "not " : "") + map.get("field") + ": "
                        + oneLine(map.get("value")));
            }
        }
        return String.join(" and ", texts);
    }

    private static String oneLine(@Nullable Object text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }
}
