package org.esdetect.es.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.alert.Alert;
import org.esdetect.alert.Folding;
import org.esdetect.alert.SignalsIndex;
import org.esdetect.es.DetectNames;

/**
 * An alert that is to be folded.
 *
 * @param alert as it would stand for itself
 * @param blocks its building blocks
 */
record FoldedAlert(Alert alert, List<Alert> blocks, Folding folding) {

    /** Where it is noted that it was counted: by its own event's month, so that the same note is found again. */
    String noteIndex() {
        return DetectNames.SUPPRESSED + "-" + alert.index().substring(SignalsIndex.PREFIX.length());
    }

    /** The note that it is counted in {@code window}. */
    Map<String, Object> note(FoldingWindow window) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("@timestamp", String.valueOf(time()));
        note.put("alert", window.id());
        note.put("alert_index", window.index());
        note.put("rule_id", alert.source().get("kibana.alert.rule.rule_id"));
        Object key = alert.source().get("detect.event_key");
        if (key != null) {
            note.put("event_key", key);
        }
        return note;
    }

    /** When its event happened; else when the alert was made. */
    private Object time() {
        Object original = alert.source().get("kibana.alert.original_time");
        return original == null ? alert.source().getOrDefault("@timestamp", "1970-01-01T00:00:00Z") : original;
    }
}
