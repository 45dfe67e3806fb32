package org.esdetect.es.author;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.IndexPatterns;
import org.esdetect.event.MapEvent;
import org.esdetect.explain.Clause;
import org.esdetect.explain.EventExplainer;
import org.esdetect.explain.Explainer;
import org.esdetect.explain.ExplanationMap;
import org.esdetect.explain.SequenceExplainer;
import org.esdetect.explain.StepReading;
import org.esdetect.rule.Rule;

/** Why a rule does or does not match an event that is in an index. */
public final class EventReport {
    private EventReport() {}

    /**
     * The report as it is answered.
     *
     * @param draft of {@code rule}, without errors
     * @param target the data stream it is in, or the index when there is none
     * @param nowMillis for an event that does not tell when it arrived
     */
    public static Map<String, Object> of(Rule rule, Draft draft, StoredEvent found, String target, long nowMillis) {
        MapEvent event = new MapEvent(found.source());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rule_id", rule.id());
        report.put("rule_name", rule.name());
        report.put("rule_enabled", rule.enabled());
        report.put("index", found.index());
        report.put("id", found.id());
        report.put("index_named_by_rule", IndexPatterns.matches(rule.indices(), target));
        Excepted excepted = new Excepted(draft.compiled().orElseThrow(), nowMillis);
        Explainer explainer = draft.explainer(nowMillis);
        if (explainer instanceof EventExplainer ofEvent) {
            Clause clause = ofEvent.explain(event);
            report.put("kind", "event");
            Map<String, Object> why = new LinkedHashMap<>();
            report.put("matched", excepted.raises(event, clause.matched(), why));
            report.putAll(why);
            report.put("explanation", ExplanationMap.of(clause));
        } else if (explainer instanceof SequenceExplainer ofSequence) {
            List<StepReading> readings = ofSequence.explain(event);
            report.put("kind", "sequence");
            Map<String, Object> why = new LinkedHashMap<>();
            boolean serves = excepted.serves(event, why);
            report.put("takes_part", serves && readings.stream().anyMatch(StepReading::takesPart));
            report.putAll(why);
            report.put("steps", ExplanationMap.of(readings));
        }
        return report;
    }
}
