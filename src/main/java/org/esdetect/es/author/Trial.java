package org.esdetect.es.author;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.event.MapEvent;
import org.esdetect.explain.EventExplainer;
import org.esdetect.explain.Explainer;
import org.esdetect.explain.ExplanationMap;
import org.esdetect.explain.SequenceExplainer;
import org.esdetect.explain.SequenceExplanation;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.SequenceLimitExceededException;

/** A draft judged on events that a request brings along. */
public final class Trial {
    /** Clauses of one answer, over all events: some 20 MB of JSON. */
    static final int MAX_CLAUSES = 50_000;

    private Trial() {}

    /**
     * The verdicts as they are answered; {@code draft} has no errors.
     *
     * @param nowMillis for events that do not tell when they arrived
     */
    public static Map<String, Object> run(
            Draft draft, List<Map<String, Object>> sources, boolean explain, long nowMillis) {
        List<MapEvent> events = sources.stream().map(MapEvent::new).toList();
        List<List<Integer>> matches = draft.judge(events);
        Explainer explainer = draft.explainer(nowMillis);
        Map<String, Object> answer = new LinkedHashMap<>();
        draft.rule().map(Rule::id).ifPresent(id -> answer.put("rule_id", id));
        answer.put("kind", explainer instanceof SequenceExplainer ? "sequence" : "event");
        answer.put("matched", !matches.isEmpty());
        answer.put("matches", matches.size());
        if (explainer instanceof EventExplainer ofEvent) {
            Optional<Excepted> excepted = draft.compiled().map(rule -> new Excepted(rule, nowMillis));
            answer.put("events", verdicts(ofEvent, events, matches, explain, excepted));
        } else if (explainer instanceof SequenceExplainer ofSequence) {
            answer.put("sequences", matches.stream().map(Trial::sequence).toList());
            if (explain) {
                answer.put("explanation", ExplanationMap.of(explain(ofSequence, events)));
            }
        }
        return answer;
    }

    private static Map<String, Object> sequence(List<Integer> events) {
        return Map.of("events", events);
    }

    private static SequenceExplanation explain(SequenceExplainer explainer, List<MapEvent> events) {
        try {
            return explainer.explain(events, position -> "event [" + position + "]");
        } catch (SequenceLimitExceededException tooLarge) {
            throw Draft.tooLarge(tooLarge);
        }
    }

    private static List<Map<String, Object>> verdicts(
            EventExplainer explainer,
            List<MapEvent> events,
            List<List<Integer>> matches,
            boolean explain,
            Optional<Excepted> excepted) {
        if (explain && (long) events.size() * explainer.clauses() > MAX_CLAUSES) {
            throw new ElasticsearchStatusException(
                    "[{}] events times [{}] clauses are more than the [{}] that are explained at once;"
                            + " send fewer events or leave [explain] out",
                    RestStatus.BAD_REQUEST,
                    events.size(),
                    explainer.clauses(),
                    MAX_CLAUSES);
        }
        Set<List<Integer>> matched = Set.copyOf(matches);
        List<Map<String, Object>> verdicts = new ArrayList<>();
        for (int position = 0; position < events.size(); position++) {
            Map<String, Object> verdict = new LinkedHashMap<>();
            verdict.put("event", position);
            boolean raises = matched.contains(List.of(position));
            verdict.put("matched", raises);
            if (!raises && excepted.isPresent()) {
                excepted.get().raises(events.get(position), false, verdict);
            }
            if (explain) {
                verdict.put("explanation", ExplanationMap.of(explainer.explain(events.get(position))));
            }
            verdicts.add(verdict);
        }
        return verdicts;
    }
}
