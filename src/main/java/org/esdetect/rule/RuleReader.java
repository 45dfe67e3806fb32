package org.esdetect.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.esdetect.text.Problem;
import org.jspecify.annotations.Nullable;

/** From the fields of a rule, whatever format they came in, to a {@link Rule}: checks, defaults, canonical form. */
final class RuleReader {
    private RuleReader() {}

    /**
     * @param rule the fields of Kibana's rule object, their path in the file as prefix
     * @param values the same fields
     * @param extra what the format has beside the rule, to be kept with it
     * @param enabledByDefault whether a rule that does not say so is run
     * @return empty when a problem is an error
     */
    static Optional<Rule> read(
            Fields rule, Map<String, Object> values, Map<String, Object> extra, boolean enabledByDefault) {
        for (RuleCheck check : RuleCheck.ALL) {
            check.check(rule);
        }
        reportUnknown(rule, values);
        if (rule.report().hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(RuleDocument.fromDocument(document(rule, values, extra, enabledByDefault)));
    }

    private static void reportUnknown(Fields rule, Map<String, Object> values) {
        for (String name : KnownFields.unknown(values)) {
            String hint = Spelling.closest(name, KnownFields.names())
                    .map(known -> ", did you mean [" + known + "]?")
                    .orElse("");
            rule.report()
                    .warning(
                            Problem.Code.UNKNOWN_FIELD,
                            rule.path(name),
                            "unknown field [" + rule.path(name) + "] is kept and has no effect" + hint);
        }
    }

    private static Map<String, Object> document(
            Fields rule, Map<String, Object> values, Map<String, Object> extra, boolean enabledByDefault) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> kept = new TreeMap<>(extra);
        Map<String, Object> external = new TreeMap<>();
        values.forEach((name, value) -> {
            if (KnownFields.EXTERNAL.contains(name)) {
                putIfPresent(external, name.equals("id") ? "kibana_id" : name, value);
            } else if (!KnownFields.names().contains(name)) {
                kept.put(name, value);
            } else if (!KnownFields.IGNORED.contains(name)) {
                putIfPresent(document, name, value);
            }
        });
        if (!external.isEmpty()) {
            kept.put("external", external);
        }
        addExtra(document, kept);
        normalise(rule, document, enabledByDefault);
        return RuleDefaults.fill(document);
    }

    /** JSON null of a known field says the same as its absence. */
    private static void putIfPresent(Map<String, Object> target, String name, @Nullable Object value) {
        if (value != null) {
            target.put(name, value);
        }
    }

    /** Joins what was already in {@code extra}, in an export's {@link KibanaMeta}, and what this file adds. */
    private static void addExtra(Map<String, Object> document, Map<String, Object> kept) {
        Map<String, Object> extra = new TreeMap<>();
        KibanaMeta.take(document).ifPresent(ours -> ours.forEach((key, value) -> extra.put(key.toString(), value)));
        if (document.remove(RuleDocument.EXTRA) instanceof Map<?, ?> present) {
            present.forEach((key, value) -> extra.put(key.toString(), value));
        }
        extra.putAll(kept);
        if (!extra.isEmpty()) {
            document.put(RuleDocument.EXTRA, extra);
        }
    }

    private static void normalise(Fields rule, Map<String, Object> document, boolean enabledByDefault) {
        boolean enabled = document.get("enabled") instanceof Boolean given ? given : enabledByDefault;
        document.put("enabled", enabled);
        if (document.get("query") instanceof String query) {
            document.put("query", query.strip());
        }
        if (RuleTypes.isEql(rule) && rule.texts("index").isEmpty()) {
            document.put("index", RuleDefaults.INDICES);
        }
        if (document.get("threat") instanceof List<?> threat) {
            document.put("threat", withSlashes(threat));
        }
    }

    /** References to ATT&CK end with a slash, as its pages do. */
    private static List<Object> withSlashes(List<?> entries) {
        List<Object> copies = new ArrayList<>();
        for (Object entry : entries) {
            copies.add(entry instanceof Map<?, ?> map ? withSlashes(map) : entry);
        }
        return copies;
    }

    private static Map<Object, Object> withSlashes(Map<?, ?> entry) {
        Map<Object, Object> copy = new LinkedHashMap<>(entry);
        copy.replaceAll((key, value) -> {
            if (value instanceof List<?> list) {
                return withSlashes(list);
            }
            if (value instanceof Map<?, ?> map) {
                return withSlashes(map);
            }
            return "reference".equals(key) && value instanceof String reference && !reference.endsWith("/")
                    ? reference + "/"
                    : value;
        });
        return copy;
    }
}
