package org.esdetect.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of Kibana's rule object, and of what kind each is. */
final class KnownFields {
    /** What an unchecked field must be; checked fields are read one by one by a {@link RuleCheck}. */
    private enum Kind {
        TEXT,
        TEXTS,
        BOOL,
        WHOLE,
        OBJECT,
        OBJECTS,
        ANY
    }

    /** State of another system: said to be ignored, and dropped. */
    static final Set<String> IGNORED = Set.of("alias_purpose", "alias_target_id", "execution_summary", "outcome");

    /** Kept beside the rule under {@code extra.external}: they mean something in the system the rule comes from. */
    static final Set<String> EXTERNAL = Set.of("id", "revision");

    private static final Map<String, Kind> KINDS = kinds();

    private KnownFields() {}

    static Set<String> names() {
        return KINDS.keySet();
    }

    /** Reports every known field whose value is of another kind than the field's. */
    static void checkKinds(Fields rule) {
        KINDS.forEach((name, kind) -> {
            switch (kind) {
                case TEXT -> rule.text(name);
                case TEXTS -> rule.texts(name);
                case BOOL -> rule.bool(name);
                case WHOLE -> rule.integer(name, 0, Integer.MAX_VALUE);
                case OBJECT -> rule.object(name);
                case OBJECTS -> rule.objects(name);
                case ANY -> {}
            }
        });
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        put(
                kinds,
                Kind.TEXT,
                "license note setup timeline_id timeline_title created_at created_by updated_at updated_by");
        put(kinds, Kind.TEXT, "output_index namespace data_view_id rule_name_override throttle");
        put(kinds, Kind.TEXT, "event_category_override timestamp_field tiebreaker_field timestamp_override");
        put(kinds, Kind.TEXTS, "author tags references false_positives");
        put(kinds, Kind.BOOL, "enabled immutable timestamp_override_fallback_disabled");
        put(kinds, Kind.WHOLE, "revision");
        put(kinds, Kind.OBJECT, "meta extra");
        put(kinds, Kind.OBJECTS, "actions response_actions");
        // Read and checked one by one elsewhere.
        put(kinds, Kind.ANY, "rule_id name description type language query index severity risk_score version");
        put(kinds, Kind.ANY, "interval from to max_signals filters required_fields exceptions_list alert_suppression");
        put(kinds, Kind.ANY, "severity_mapping risk_score_mapping threat investigation_fields building_block_type");
        put(
                kinds,
                Kind.ANY,
                "rule_source related_integrations id execution_summary outcome alias_target_id alias_purpose");
        // Fields of other rule types, kept as they are.
        put(kinds, Kind.ANY, "saved_id threshold threat_query threat_language threat_index threat_mapping");
        put(kinds, Kind.ANY, "threat_filters threat_indicator_path concurrent_searches items_per_search");
        put(kinds, Kind.ANY, "anomaly_threshold machine_learning_job_id new_terms_fields history_window_start");
        return kinds;
    }

    private static void put(Map<String, Kind> kinds, Kind kind, String names) {
        for (String name : names.split(" ", -1)) {
            kinds.put(name, kind);
        }
    }

    /** The names in {@code rule} that Kibana's rule object does not have, in alphabetical order. */
    static List<String> unknown(Map<String, Object> rule) {
        Set<String> unknown = new TreeSet<>(rule.keySet());
        unknown.removeAll(KINDS.keySet());
        return new ArrayList<>(unknown);
    }
}
