package org.esdetect.es.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.JudgementTime;
import org.esdetect.engine.KeyValues;
import org.esdetect.engine.StepJudge;
import org.esdetect.engine.Steps;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.JoinKeys;
import org.esdetect.sequence.JoinTuple;
import org.esdetect.sequence.SequenceLimits;
import org.jspecify.annotations.Nullable;

/**
 * A hit to a candidate of a sequence, or to nothing: the query that found it may have found too much, and what it
 * satisfies is for the evaluator to say.
 */
final class CandidateReader {
    /** The query of this name marks the events that the run must judge. */
    static final String JUDGED = "detect_judged";

    private static final long OBJECT_BYTES = 48;
    private static final long CANDIDATE_BYTES = 400;

    private final Steps steps;
    private final HitOrder order;
    private final List<String> keyFields;
    private final String tiebreaker;
    private final long nowMillis;
    private final boolean asItHappened;
    private final CompiledRule rule;
    private @Nullable StepJudge judge;
    private final RunLedger ledger;

    /**
     * @param rule whose exceptions apply
     * @param asItHappened whether every event is taken to have come when it happened: who only wants to see what is
     *     there need not wait for what may still come
     */
    CandidateReader(Steps steps, CompiledRule rule, long nowMillis, boolean asItHappened, RunLedger ledger) {
        this.steps = steps;
        this.rule = rule;
        this.ledger = ledger;
        this.order = new HitOrder(rule.rule().fields());
        this.keyFields = steps.keyFields();
        this.tiebreaker = rule.rule().fields().tiebreaker().orElse(Rule.FieldNames.DEFAULT_TIEBREAKER);
        this.nowMillis = nowMillis;
        this.asItHappened = asItHappened;
    }

    /** The join keys of an event, and when it happened. */
    record Keyed(long timeMillis, List<JoinTuple> keys) {
        /** What it takes in memory, about. */
        long bytes() {
            return OBJECT_BYTES
                    + keys.stream()
                            .mapToLong(key -> OBJECT_BYTES + valueBytes(key.values()))
                            .sum();
        }
    }

    /** What a candidate takes in memory, about: its own objects and the machine's, its id and its join keys. */
    static long bytes(Candidate<EventRef> candidate) {
        return CANDIDATE_BYTES
                + 2L * candidate.reference().id().length()
                + ((KeyValues) candidate.event())
                        .values().values().stream()
                                .mapToLong(values -> OBJECT_BYTES + valueBytes(values))
                                .sum();
    }

    private static long valueBytes(List<? extends @Nullable Object> values) {
        long bytes = 0;
        for (@Nullable Object value : values) {
            bytes += OBJECT_BYTES + (value instanceof String text ? 2L * text.length() : 0);
        }
        return bytes;
    }

    /** Asks a search for what {@link #read} needs. */
    SearchSourceBuilder source() {
        BitSet all = new BitSet();
        all.set(0, steps.conditions().size());
        SortedSet<String> fields = steps.fields(all);
        fields.add(tiebreaker);
        fields.addAll(JudgementTime.FIELDS);
        fields.addAll(rule.exceptions().fields());
        return source(fields);
    }

    /** Asks a search for what {@link #keyed} needs. */
    SearchSourceBuilder source(BitSet conditions) {
        return source(steps.fields(conditions));
    }

    private SearchSourceBuilder source(SortedSet<String> fields) {
        return order.ask(new SearchSourceBuilder().fetchSource(fields.toArray(String[]::new), null));
    }

    /** The keys of an event at the steps of {@code conditions}; null when it has none there, or no time. */
    @Nullable
    Keyed keyed(SearchHit hit, BitSet conditions) {
        Instant time = order.time(hit);
        if (time == null) {
            return null;
        }
        Event event = new MapEvent(Hits.source(hit));
        BitSet satisfied = judge().satisfied(event, conditions);
        List<JoinTuple> keys = new ArrayList<>();
        satisfied.stream().forEach(condition -> steps.keysOf(condition)
                .forEach(fields -> keys.addAll(JoinKeys.of(fields, event, SequenceLimits.DEFAULT.keysPerEvent()))));
        read(steps.steps(satisfied), steps.until(satisfied));
        return keys.isEmpty() ? null : new Keyed(time.toEpochMilli(), keys);
    }

    /** The candidate; null when the event has no time or satisfies nothing. */
    @Nullable
    Candidate<EventRef> read(SearchHit hit) {
        Instant time = order.time(hit);
        if (time == null) {
            return null;
        }
        Event event = new MapEvent(Hits.source(hit));
        boolean judged = List.of(hit.getMatchedQueries()).contains(JUDGED);
        StepJudge.Service service = judge().judge(event, nowMillis);
        if (judged && !asItHappened) {
            service.exceptedBy().forEach(by -> rule.exceptions().hits().hit(rule, by));
        }
        if (service.isNone()) {
            return null;
        }
        read(service.steps(), service.until());
        long arrivedMillis = asItHappened
                ? time.toEpochMilli()
                : JudgementTime.told(event).orElse(judged ? nowMillis : time.toEpochMilli());
        // Nothing came in the future, whatever its clock said.
        EventRef reference = new EventRef(hit.getIndex(), hit.getId(), judged, Math.min(nowMillis, arrivedMillis));
        return new Candidate<>(
                reference,
                KeyValues.of(event, keyFields),
                order.ordinal(hit, time, event),
                service.steps(),
                service.until());
    }

    /** Made when there is something to judge: mostly there is nothing. */
    private StepJudge judge() {
        StepJudge ready = judge;
        if (ready == null) {
            ready = new StepJudge(steps, rule.exceptions());
            judge = ready;
        }
        return ready;
    }

    private void read(BitSet stepsOf, boolean until) {
        stepsOf.stream().forEach(ledger::read);
        if (until) {
            ledger.read(steps.size() - 1);
        }
    }
}
