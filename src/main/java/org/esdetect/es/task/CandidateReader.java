package org.esdetect.es.task;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.KeyValues;
import org.esdetect.engine.StepJudge;
import org.esdetect.engine.Steps;
import org.esdetect.es.DetectNames;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * A hit to a candidate of a sequence, or to nothing: the query that found it may have found too much, and what it
 * satisfies is for the evaluator to say.
 */
final class CandidateReader {
    /** The query of this name marks the events that the run must judge. */
    static final String JUDGED = "detect_judged";

    private static final String INGESTED = "event.ingested";

    private final Steps steps;
    private final HitOrder order;
    private final List<String> keyFields;
    private final long nowMillis;
    private final boolean asItHappened;
    private final CompiledRule rule;
    private @Nullable StepJudge judge;

    /**
     * @param rule whose exceptions apply
     * @param asItHappened whether every event is taken to have come when it happened: who only wants to see what is
     *     there need not wait for what may still come
     */
    CandidateReader(Steps steps, CompiledRule rule, long nowMillis, boolean asItHappened) {
        this.steps = steps;
        this.rule = rule;
        this.order = new HitOrder(rule.rule().fields());
        this.keyFields = steps.keyFields();
        this.nowMillis = nowMillis;
        this.asItHappened = asItHappened;
    }

    /** Asks a search for what {@link #read} needs. */
    SearchSourceBuilder source() {
        return order.ask(new SearchSourceBuilder().fetchSource(true));
    }

    /** Asks a search for what {@link #timeMillis} needs. */
    SearchSourceBuilder timeOnly() {
        return order.ask(new SearchSourceBuilder().fetchSource(false));
    }

    /** The event's own time; null when it has none and so takes no part in a sequence. */
    @Nullable
    Long timeMillis(SearchHit hit) {
        Instant time = order.time(hit);
        return time == null ? null : time.toEpochMilli();
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
        StepJudge.Service service = service(event);
        if (judged && !asItHappened) {
            service.exceptedBy().forEach(by -> rule.exceptions().hits().hit(rule, by));
        }
        if (service.isNone()) {
            return null;
        }
        long arrivedMillis =
                asItHappened ? time.toEpochMilli() : arrived(event).orElse(judged ? nowMillis : time.toEpochMilli());
        // Nothing came in the future, whatever its clock said.
        EventRef reference = new EventRef(hit.getIndex(), hit.getId(), judged, Math.min(nowMillis, arrivedMillis));
        return new Candidate<>(
                reference,
                KeyValues.of(event, keyFields),
                order.ordinal(hit, time, event),
                service.steps(),
                service.until());
    }

    private StepJudge.Service service(Event event) {
        StepJudge ready = judge;
        if (ready == null) {
            ready = new StepJudge(steps, rule.exceptions());
            judge = ready;
        }
        return ready.judge(event, nowMillis);
    }

    /** The processor's own time where the event passed it, else what the ingest pipeline of the source wrote. */
    private static Optional<Long> arrived(Event event) {
        return instant(event, DetectNames.TAG_AT).or(() -> instant(event, INGESTED));
    }

    private static Optional<Long> instant(Event event, String field) {
        for (Object value : event.values(field)) {
            try {
                return Optional.of(DateTimeFormatter.ISO_DATE_TIME
                        .parse(value.toString(), Instant::from)
                        .toEpochMilli());
            } catch (DateTimeException | ArithmeticException unreadable) {
                // A client may write anything here; then the time is not known.
            }
        }
        return Optional.empty();
    }
}
