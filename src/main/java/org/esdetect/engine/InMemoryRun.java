package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequenceLimitExceededException;

/**
 * Judges rules on events that are given one by one: no index, no cluster. Enabled or not, every rule without an error
 * is judged.
 *
 * <p>Single-event rules answer at once, sequences when there are no more events: these may come in any order. Kept are
 * only events that satisfy a step of a sequence. For one thread.
 */
public final class InMemoryRun {
    private static final List<String> ANYWHERE = List.of("*");

    private final CompiledRules eventRules;
    private final Map<String, OfSequence> sequenceRules = new TreeMap<>();
    private final Map<String, List<SequenceCandidates>> sequencesByTarget = new HashMap<>();
    private int position;

    /**
     * Events that a rule matches.
     *
     * @param events their positions in the order they were given, from 0: one of a single-event rule; those of the
     *     steps of a sequence, in step order, missing steps left out
     */
    public record Match(String ruleId, List<Integer> events) {
        public Match {
            events = List.copyOf(events);
        }
    }

    /**
     * What sequences found, in the order of rule ids and then of the last events.
     *
     * @param failures by rule id, why a sequence was given up
     */
    public record Sequences(List<Match> matches, Map<String, String> failures) {
        public Sequences {
            matches = List.copyOf(matches);
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        }
    }

    private record OfSequence(CompiledRule rule, SequenceCandidates candidates) {}

    private InMemoryRun(Collection<CompiledRule> rules) {
        List<CompiledRule> ofEvents = new ArrayList<>();
        for (CompiledRule rule : rules) {
            if (rule.plan().isEmpty()) {
                continue;
            }
            if (rule.plan().get() instanceof Plan.OfSequence plan) {
                SequenceCandidates candidates =
                        new SequenceCandidates(plan, rule.rule().fields());
                sequenceRules.put(rule.rule().id(), new OfSequence(rule, candidates));
            } else {
                ofEvents.add(rule);
            }
        }
        this.eventRules = new CompiledRules(ofEvents, 0);
    }

    /** Each rule is judged on the events of the data streams that its index patterns name. */
    public static InMemoryRun byIndex(Collection<CompiledRule> rules) {
        return new InMemoryRun(
                rules.stream().map(rule -> judged(rule, rule.rule().indices())).toList());
    }

    /** Every rule is judged on every event. */
    public static InMemoryRun everywhere(Collection<CompiledRule> rules) {
        return new InMemoryRun(
                rules.stream().map(rule -> judged(rule, ANYWHERE)).toList());
    }

    /**
     * The matches of one rule in {@code events}, whatever its index patterns: the positions of each match.
     *
     * @throws SequenceLimitExceededException if a sequence needs more memory than a run may use
     */
    public static List<List<Integer>> judge(CompiledRule rule, Iterable<? extends Event> events) {
        SequenceCandidates candidates = rule.plan().isPresent() && rule.plan().get() instanceof Plan.OfSequence plan
                ? new SequenceCandidates(plan, rule.rule().fields())
                : null;
        List<List<Integer>> matches = new ArrayList<>();
        int position = 0;
        for (Event event : events) {
            if (candidates != null) {
                candidates.accept(event, position);
            } else if (rule.matches(event)) {
                matches.add(List.of(position));
            }
            position++;
        }
        return candidates != null ? candidates.sequences() : List.copyOf(matches);
    }

    /**
     * Takes the next event.
     *
     * @param target the data stream it is in; of no account when rules are judged {@link #everywhere}
     * @return the matches of single-event rules, in the order of rule ids
     */
    public List<Match> accept(Event event, String target) {
        int at = position++;
        for (SequenceCandidates sequence : sequencesByTarget.computeIfAbsent(target, this::sequencesOf)) {
            sequence.accept(event, at);
        }
        return eventRules.eventRules(target).stream()
                .filter(rule -> rule.matches(event))
                .map(rule -> new Match(rule.rule().id(), List.of(at)))
                .toList();
    }

    /** The sequences in all events so far. */
    public Sequences sequences() {
        List<Match> matches = new ArrayList<>();
        Map<String, String> failures = new TreeMap<>();
        sequenceRules.forEach((id, sequence) -> {
            try {
                sequence.candidates().sequences().forEach(events -> matches.add(new Match(id, events)));
            } catch (SequenceLimitExceededException tooLarge) {
                failures.put(id, tooLarge.getMessage());
            }
        });
        return new Sequences(matches, failures);
    }

    private List<SequenceCandidates> sequencesOf(String target) {
        return sequenceRules.values().stream()
                .filter(sequence -> IndexPatterns.matches(sequence.rule().rule().indices(), target))
                .map(OfSequence::candidates)
                .toList();
    }

    /** {@code rule} switched on, for {@code indices}; itself when it is so already, as compiling takes time. */
    private static CompiledRule judged(CompiledRule rule, List<String> indices) {
        if (rule.rule().enabled() && rule.rule().indices().equals(indices)) {
            return rule;
        }
        return new CompiledRule(
                rule.rule().withEnabled(true).withIndices(indices), rule.plan(), rule.queryHash(), rule.problems());
    }
}
