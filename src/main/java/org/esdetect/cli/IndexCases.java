package org.esdetect.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.event.Values;

/**
 * Judges cases over an index. Each gets a stretch of time of its own there, so that one does not see another's events.
 */
final class IndexCases implements CaseJudge {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** More than any sequence spans. */
    private static final Duration APART = Duration.ofDays(30);

    private static final int MAX_MATCHES = 100;
    private static final int FETCH_SIZE = 500;

    private final ScratchIndex index;
    private Instant next = FIRST;

    IndexCases(ScratchIndex index) {
        this.index = index;
    }

    @Override
    public List<List<Integer>> matches(CompiledRule rule, List<Event> events) throws IOException {
        String timeField = rule.rule().fields().timestamp();
        Instant earliest = events.stream()
                .flatMap(event -> time(event, timeField).stream())
                .min(Instant::compareTo)
                .orElse(FIRST);
        Duration shift = Duration.between(earliest, next);
        Instant from = next;
        Instant to = from;
        for (int i = 0; i < events.size(); i++) {
            Instant time = time(events.get(i), timeField).orElse(earliest).plus(shift);
            to = time.isAfter(to) ? time : to;
            Map<String, Object> moved = new LinkedHashMap<>(((MapEvent) events.get(i)).document());
            moved.put(timeField, time.toString());
            index.add(from.toEpochMilli() + "-" + i, moved);
        }
        next = to.plus(APART);
        index.refresh();
        ScratchIndex.Answer answer = index.ask(new ScratchIndex.Question(
                rule.rule().query(), rule.rule().fields(), from, to, MAX_MATCHES, "head", FETCH_SIZE));
        return positions(answer);
    }

    private static List<List<Integer>> positions(ScratchIndex.Answer answer) {
        List<List<Integer>> matches = new ArrayList<>();
        for (List<String> ids : answer.matches()) {
            matches.add(ids.stream()
                    .map(id -> Integer.valueOf(id.substring(id.lastIndexOf('-') + 1)))
                    .toList());
        }
        return matches;
    }

    private static Optional<Instant> time(Event event, String field) {
        return event.values(field).stream()
                .map(Values::momentBesideDate)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
