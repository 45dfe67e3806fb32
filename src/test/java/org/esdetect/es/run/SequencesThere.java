package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.KeyValues;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.run.StreamedHistory.Arrival;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.JoinKeys;
import org.esdetect.sequence.JoinTuple;
import org.esdetect.sequence.Ordinal;
import org.esdetect.sequence.SequenceMachine;

/** The sequences of one rule that the machine finds in a history at some moment; of each the ids of its events. */
final class SequencesThere {
    private final Plan.OfSequence plan;
    private final List<Candidate<Arrived>> candidates;

    /**
     * @param chunk with which it came, from 0
     * @param place among all, in the order in which they came
     */
    record Arrived(Arrival arrival, int chunk, int place, int shard) {
        String event() {
            return SequencesThere.event(arrival);
        }
    }

    SequencesThere(CompiledRule rule, List<Arrived> history) {
        this.plan = (Plan.OfSequence) rule.plan().orElseThrow();
        this.candidates = candidates(plan, history);
    }

    /** By its own id: an event that was sent twice is one. */
    static String event(Arrival arrival) {
        return new MapEvent(arrival.source()).values("event.id").get(0).toString();
    }

    /** The sequences in all events. */
    Set<List<String>> atTheEnd() {
        return sequences(candidates);
    }

    private Set<List<String>> sequences(List<Candidate<Arrived>> there) {
        return events(SequenceMachine.run(plan.sequence(), there, Long.MAX_VALUE));
    }

    private static Set<List<String>> events(List<CompletedSequence<Arrived>> sequences) {
        Set<List<String>> events = new HashSet<>();
        for (CompletedSequence<Arrived> sequence : sequences) {
            events.add(sequence.events().stream().map(Arrived::event).toList());
        }
        return events;
    }

    /** The sequences that were there after any chunk: keys are worlds of their own, so each is looked at by itself. */
    Set<List<String>> afterAnyChunk() {
        Map<JoinTuple, List<Candidate<Arrived>>> worlds = new HashMap<>();
        for (Candidate<Arrived> candidate : candidates) {
            keys(candidate).forEach(key -> worlds.computeIfAbsent(key, unseen -> new ArrayList<>())
                    .add(candidate));
        }
        Set<List<String>> ever = new HashSet<>();
        worlds.forEach((key, world) -> {
            TreeSet<Integer> chunks = new TreeSet<>(world.stream()
                    .map(candidate -> candidate.reference().chunk())
                    .toList());
            for (int chunk : chunks) {
                List<Candidate<Arrived>> there = world.stream()
                        .filter(candidate -> candidate.reference().chunk() <= chunk)
                        .toList();
                ever.addAll(events(SequenceMachine.run(plan.sequence(), there, Long.MAX_VALUE).stream()
                        .filter(sequence -> JoinTuple.of(sequence.joinKeys()).equals(key))
                        .toList()));
            }
        });
        return ever;
    }

    private Set<JoinTuple> keys(Candidate<?> candidate) {
        Set<JoinTuple> keys = new HashSet<>();
        candidate.steps().stream()
                .forEach(step -> keys.addAll(
                        JoinKeys.of(plan.sequence().steps().get(step).keys(), candidate.event(), 1_000)));
        if (candidate.until()) {
            keys.addAll(JoinKeys.of(plan.sequence().until().orElseThrow(), candidate.event(), 1_000));
        }
        return keys;
    }

    /** Whether it was there when of some chunk each shard had been read up to some event. */
    boolean withinAChunk(List<String> sequence) {
        LongSummaryStatistics times = candidates.stream()
                .filter(candidate -> sequence.contains(candidate.reference().event()))
                .mapToLong(candidate -> candidate.ordinal().timeMillis())
                .summaryStatistics();
        long span = plan.sequence().maxSpanMillis().orElseThrow();
        List<Candidate<Arrived>> near = candidates.stream()
                .filter(candidate -> candidate.ordinal().timeMillis() >= times.getMin() - span
                        && candidate.ordinal().timeMillis() <= times.getMax() + span)
                .toList();
        List<Arrived> came = near.stream().map(Candidate::reference).toList();
        return came.stream().anyMatch(last -> came.stream()
                .filter(other -> other == last || other.shard() != last.shard())
                .anyMatch(other -> sequences(near.stream()
                                .filter(candidate -> isRead(candidate.reference(), last, other))
                                .toList())
                        .contains(sequence)));
    }

    /** @param last of its shard, and {@code other} of the other, that is read of the chunk of {@code last} */
    private static boolean isRead(Arrived event, Arrived last, Arrived other) {
        return event.chunk() < last.chunk()
                || (event.chunk() == last.chunk()
                        && event.place() <= (event.shard() == last.shard() ? last : other).place());
    }

    private static List<Candidate<Arrived>> candidates(Plan.OfSequence plan, List<Arrived> history) {
        List<CompiledCondition> conditions =
                plan.inOrder().stream().map(CompiledCondition::compile).toList();
        List<String> keyFields = new Steps(plan).keyFields();
        List<Candidate<Arrived>> candidates = new ArrayList<>();
        for (Arrived arrived : history) {
            Event event = new MapEvent(arrived.arrival().source());
            BitSet satisfied = new BitSet();
            for (int i = 0; i < conditions.size(); i++) {
                satisfied.set(i, conditions.get(i).matches(event));
            }
            if (!satisfied.isEmpty()) {
                Ordinal ordinal = new Ordinal(
                        arrived.arrival().timeMillis(),
                        0,
                        null,
                        ChainTemplates.INDEX,
                        arrived.arrival().id());
                int steps = plan.conditions().size();
                candidates.add(new Candidate<>(
                        arrived,
                        KeyValues.of(event, keyFields),
                        ordinal,
                        satisfied.get(0, steps),
                        satisfied.get(steps)));
            }
        }
        candidates.sort(Comparator.comparing(Candidate::ordinal));
        return Collections.unmodifiableList(candidates);
    }
}
