package org.esdetect.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.Evaluator;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.Ordinal;
import org.esdetect.sequence.SequenceMachine;

/** What one rule says to a list of events, by the plain evaluator and the sequence machine. */
final class Verdicts {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final CompiledRule rule;

    Verdicts(CompiledRule rule) {
        this.rule = rule;
    }

    /** The {@code event.id}s of each match: one of a single-event rule, all in step order of a sequence. */
    List<List<String>> of(List<Map<String, Object>> events) {
        Plan plan = rule.plan().orElseThrow(() -> new AssertionError("rule has errors: " + rule.problems()));
        if (plan instanceof Plan.OfSequence sequence) {
            return sequences(sequence, events);
        }
        List<List<String>> matches = new ArrayList<>();
        for (Map<String, Object> event : events) {
            if (Evaluator.matches(((Plan.OfEvent) plan).condition(), new MapEvent(event))) {
                matches.add(List.of(id(new MapEvent(event))));
            }
        }
        return matches;
    }

    private static List<List<String>> sequences(Plan.OfSequence plan, List<Map<String, Object>> events) {
        List<Candidate<String>> candidates = new ArrayList<>();
        for (Map<String, Object> source : events) {
            Event event = new MapEvent(source);
            BitSet steps = new BitSet();
            for (int i = 0; i < plan.conditions().size(); i++) {
                steps.set(i, Evaluator.matches(plan.conditions().get(i), event));
            }
            boolean until = plan.until()
                    .map(condition -> Evaluator.matches(condition, event))
                    .orElse(false);
            if (!steps.isEmpty() || until) {
                candidates.add(new Candidate<>(id(event), event, ordinal(event), steps, until));
            }
        }
        candidates.sort(Comparator.comparing(Candidate::ordinal));
        return SequenceMachine.run(plan.sequence(), candidates, Long.MAX_VALUE).stream()
                .map(found -> found.events())
                .toList();
    }

    private static Ordinal ordinal(Event event) {
        Instant time = Instant.parse((String) event.values("@timestamp").get(0));
        List<Object> sequence = event.values("event.sequence");
        return new Ordinal(time.toEpochMilli(), 0, sequence.isEmpty() ? null : sequence.get(0), "index", id(event));
    }

    /** Events of sources without ids have none: their time stands in. */
    static String id(Event event) {
        List<Object> ids = event.values("event.id");
        return ids.isEmpty() ? String.valueOf(event.values("@timestamp")) : (String) ids.get(0);
    }
}
