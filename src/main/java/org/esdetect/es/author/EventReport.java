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
     */
    public static Map<String, Object> of(Rule rule, Draft draft, StoredEvent found, String target) {
        MapEvent event = new MapEvent(found.source());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rule_id", rule.id());
        report.put("rule_name", rule.name());
        report.put("rule_enabled", rule.enabled());
        report.put("index", found.index());
        report.put("id", found.id());
        report.put("index_named_by_rule", IndexPatterns.matches(rule.indices(), target));
        Explainer explainer = draft.explainer();
        if (explainer instanceof EventExplainer ofEvent) {
            Clause clause = ofEvent.explain(event);
            report.put("kind", "event");
            report.put("matched", clause.matched());
            report.put("explanation", ExplanationMap.of(clause));
        } else if (explainer instanceof SequenceExplainer ofSequence) {
            List<StepReading> readings = ofSequence.explain(event);
            report.put("kind", "sequence");
            report.put("takes_part", readings.stream().anyMatch(StepReading::takesPart));
            report.put("steps", ExplanationMap.of(readings));
        }
        return report;
    }
}
