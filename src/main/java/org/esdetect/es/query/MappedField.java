package org.esdetect.es.query;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.elasticsearch.common.settings.Settings;

/** Reads the definition of one field: its kind, and what could stand between its source and its terms. */
final class MappedField {
    /** A longer term is refused with its document; a limit above it ignores nothing. */
    private static final int MAX_TERM_BYTES = 32_766;

    private static final String MODE = "index.mode";
    private static final String IGNORE_ABOVE = "index.mapping.ignore_above";
    private static final String IGNORE_MALFORMED = "index.mapping.ignore_malformed";
    private static final String LIMITS_DYNAMIC_FIELDS = "index.mapping.total_fields.ignore_dynamic_beyond_limit";

    /** The settings that are read. */
    static final List<String> SETTINGS = List.of(MODE, IGNORE_ABOVE, IGNORE_MALFORMED, LIMITS_DYNAMIC_FIELDS);

    private final Settings settings;

    MappedField(Settings settings) {
        this.settings = settings;
    }

    /** Whether a field beyond a limit is left unmapped without an error, for data streams the default. */
    boolean limitsDynamicFields() {
        return settings.getAsBoolean(LIMITS_DYNAMIC_FIELDS, false);
    }

    IndexedField read(String path, String type, Map<String, Object> parameters) {
        FieldKind kind = MappedTypes.kind(type);
        if (kind == FieldKind.OPAQUE || parameters.containsKey("script") || !isSearchable(parameters, type)) {
            return IndexedField.opaque(path);
        }
        if (kind == FieldKind.VALUED) {
            return type.endsWith("text") ? text(path, parameters) : valued(path, parameters);
        }
        return isText(kind)
                ? keyword(path, kind, type, parameters)
                : new IndexedField(path, kind, isVerbatim(parameters), mayBeMalformed(parameters));
    }

    /** Values beyond {@code ignore_above} go without a trace in a flattened field. */
    IndexedField readFlattenedKey(String path, Map<String, Object> parameters) {
        boolean keepsAll = ignoreAbove(parameters) > MAX_TERM_BYTES && isSearchable(parameters, "flattened");
        return keepsAll
                ? new IndexedField(path, FieldKind.FLATTENED_KEY, isVerbatim(parameters), false)
                : IndexedField.opaque(path);
    }

    private static boolean isText(FieldKind kind) {
        return kind == FieldKind.KEYWORD || kind == FieldKind.WILDCARD;
    }

    private IndexedField keyword(String path, FieldKind kind, String type, Map<String, Object> parameters) {
        boolean verbatim =
                isVerbatim(parameters) && !parameters.containsKey("normalizer") && !type.equals("constant_keyword");
        return new IndexedField(path, kind, verbatim, ignoreAbove(parameters) <= MAX_TERM_BYTES);
    }

    private IndexedField valued(String path, Map<String, Object> parameters) {
        return new IndexedField(path, FieldKind.VALUED, isVerbatim(parameters), mayBeMalformed(parameters));
    }

    /** The sub-field that holds most faithfully what the text was; the text itself tells whether there is one. */
    private IndexedField text(String path, Map<String, Object> parameters) {
        IndexedField best = valued(path, parameters);
        for (Map.Entry<String, Object> entry :
                new TreeMap<>(IndexMapping.object(parameters.get("fields"))).entrySet()) {
            Map<String, Object> subField = IndexMapping.object(entry.getValue());
            IndexedField field = read(path + "." + entry.getKey(), String.valueOf(subField.get("type")), subField);
            boolean better = best.kind() == FieldKind.VALUED || (field.verbatim() && !best.verbatim());
            if (isText(field.kind()) && better) {
                best = field;
            }
        }
        return best;
    }

    /** Nothing in the index that the source does not hold, and terms to ask for. */
    private static boolean isVerbatim(Map<String, Object> parameters) {
        return !parameters.containsKey("null_value") && !isOff(parameters, "index");
    }

    private boolean mayBeMalformed(Map<String, Object> parameters) {
        Object own = parameters.get("ignore_malformed");
        boolean byDefault = settings.getAsBoolean(IGNORE_MALFORMED, !isStandard());
        return own == null ? byDefault : own.toString().equals("true");
    }

    /** Other modes have defaults of their own; for them the worst is assumed. */
    private boolean isStandard() {
        return settings.get(MODE, "standard").equals("standard");
    }

    /** The characters up to which a value is found; empty when that is certainly all of them, and when nobody knows. */
    OptionalInt cutAt(Map<String, Object> parameters) {
        int limit = ignoreAbove(parameters);
        return limit > 0 && limit <= MAX_TERM_BYTES ? OptionalInt.of(limit) : OptionalInt.empty();
    }

    private int ignoreAbove(Map<String, Object> parameters) {
        Object own = parameters.get("ignore_above");
        if (own instanceof Number limit) {
            return limit.intValue();
        }
        if (own != null) {
            return 0;
        }
        int byMode = isStandard() ? Integer.MAX_VALUE : 0;
        return settings.getAsInt(IGNORE_ABOVE, byMode);
    }

    private static boolean isSearchable(Map<String, Object> parameters, String type) {
        boolean onlyTerms = type.endsWith("text");
        return !isOff(parameters, "index") || (!onlyTerms && !isOff(parameters, "doc_values"));
    }

    private static boolean isOff(Map<String, Object> parameters, String name) {
        return "false".equals(String.valueOf(parameters.get(name)));
    }
}
