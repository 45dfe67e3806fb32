package org.esdetect.cli;

import java.util.List;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.InMemoryRun;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequenceLimitExceededException;

/**
 * Events that must raise a rule, or must not. Index patterns are not asked.
 *
 * @param events one, or for a sequence all that happens
 */
record RuleCase(String ruleId, String name, boolean match, List<Event> events) {
    RuleCase {
        events = List.copyOf(events);
    }

    /** Judges it by {@code rule}. */
    CaseReport.Outcome judge(CompiledRule rule) {
        return CaseReport.Outcome.of(failure(rule));
    }

    private Optional<String> failure(CompiledRule rule) {
        try {
            List<List<Integer>> matches = InMemoryRun.judge(rule, events);
            if (matches.isEmpty() == match) {
                return Optional.of(
                        match
                                ? "expected a match, found none"
                                : "expected no match, found " + matches.size() + ", the first of event"
                                        + (matches.get(0).size() == 1 ? " " : "s ")
                                        + fromOne(matches.get(0)));
            }
            return Optional.empty();
        } catch (SequenceLimitExceededException tooLarge) {
            return Optional.of(String.valueOf(tooLarge.getMessage()));
        }
    }

    private static String fromOne(List<Integer> positions) {
        return positions.stream().map(position -> position + 1).toList().toString();
    }
}
