package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.SequenceLimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Judges rules on events that are given one by one: no index, no cluster. Enabled or not, every rule without an error
 * is judged.
 *
 * <p>Single-event rules answer at once, sequences when there are no more events: these may come in any order. Kept are
 * only events that satisfy a step of a sequence. For one thread.
 */
public final class InMemoryRun {
    private static final List<String> ANYWHERE = List.of("*");

    private final List<CompiledRule> eventRules = new ArrayList<>();
    private final CompiledRules byTarget;
    private @Nullable CompiledRules anywhere;
    private final Map<String, OfSequence> sequenceRules = new TreeMap<>();
    private final List<SequenceCandidates> allSequences;
    private final Map<String, List<SequenceCandidates>> sequencesByTarget = new HashMap<>();
    private final long nowMillis;
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

    /** With exceptions that never expire. */
    public InMemoryRun(Collection<CompiledRule> rules) {
        this(rules, Long.MIN_VALUE);
    }

    /** @param nowMillis for exceptions that expire, where an event does not tell when it arrived */
    public InMemoryRun(Collection<CompiledRule> rules, long nowMillis) {
        this.nowMillis = nowMillis;
        for (CompiledRule rule : rules) {
            if (rule.plan().isPresent() && rule.plan().get() instanceof Plan.OfSequence plan) {
                SequenceCandidates candidates = candidates(rule, plan, nowMillis);
                sequenceRules.put(rule.rule().id(), new OfSequence(rule, candidates));
            } else if (rule.plan().isPresent()) {
                eventRules.add(judged(rule, rule.rule().indices()));
            }
        }
        this.byTarget = new CompiledRules(eventRules, 0);
        this.allSequences =
                sequenceRules.values().stream().map(OfSequence::candidates).toList();
    }

    /**
     * The matches of one rule in {@code events}, whatever its index patterns: the positions of each match.
     *
     * @param nowMillis for exceptions that expire, where an event does not tell when it arrived
     * @throws SequenceLimitExceededException if a sequence needs more memory than a run may use
     */
    public static List<List<Integer>> judge(CompiledRule rule, Iterable<? extends Event> events, long nowMillis) {
        SequenceCandidates candidates = rule.plan().isPresent() && rule.plan().get() instanceof Plan.OfSequence plan
                ? candidates(rule, plan, nowMillis)
                : null;
        List<List<Integer>> matches = new ArrayList<>();
        int position = 0;
        for (Event event : events) {
            if (candidates != null) {
                candidates.accept(event, position);
            } else if (rule.raises(event, nowMillis)) {
                matches.add(List.of(position));
            }
            position++;
        }
        return candidates != null ? candidates.sequences() : List.copyOf(matches);
    }

    /** As {@link #judge(CompiledRule, Iterable, long)}, with exceptions that never expire. */
    public static List<List<Integer>> judge(CompiledRule rule, Iterable<? extends Event> events) {
        return judge(rule, events, Long.MIN_VALUE);
    }

    private static SequenceCandidates candidates(CompiledRule rule, Plan.OfSequence plan, long nowMillis) {
        return new SequenceCandidates(plan, rule.rule().fields(), rule.exceptions(), nowMillis);
    }

    /**
     * Takes the next event, for the rules whose index patterns name {@code target}, the data stream it is in.
     *
     * @return the matches of single-event rules, in the order of rule ids
     */
    public List<Match> accept(MapEvent event, String target) {
        return accept(
                event, sequencesByTarget.computeIfAbsent(target, this::sequencesOf), matched(byTarget, event, target));
    }

    /** As {@link #accept(MapEvent, String)}, for every rule: nothing is known of where the event is. */
    public List<Match> accept(MapEvent event) {
        if (anywhere == null) {
            anywhere = new CompiledRules(
                    eventRules.stream().map(rule -> judged(rule, ANYWHERE)).toList(), 0);
        }
        return accept(event, allSequences, matched(anywhere, event, ""));
    }

    private List<CompiledRule> matched(CompiledRules rules, MapEvent event, String target) {
        try {
            return rules.match(event, target, JudgementTime.millis(event, nowMillis));
        } catch (BudgetExceededException tooMuch) {
            // What bounds the judging of an event on its way into an index does not bound this.
            return rules.eventRules(target).stream()
                    .filter(rule -> rule.raises(event, nowMillis))
                    .toList();
        }
    }

    private List<Match> accept(Event event, List<SequenceCandidates> sequences, List<CompiledRule> matched) {
        int at = position++;
        for (SequenceCandidates sequence : sequences) {
            sequence.accept(event, at);
        }
        return matched.stream()
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
        return rule.withRule(rule.rule().withEnabled(true).withIndices(indices));
    }
}
