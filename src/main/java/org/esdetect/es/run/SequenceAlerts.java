package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertBuilder;
import org.esdetect.alert.SourceEvent;
import org.esdetect.sequence.CompletedSequence;
import org.jspecify.annotations.Nullable;

/** Completed sequences to alerts: fetches their events in full, some sequences at a time. */
final class SequenceAlerts {
    private final Run run;

    SequenceAlerts(Run run) {
        this.run = run;
    }

    void write(List<CompletedSequence<EventRef>> sequences, ActionListener<Void> listener) {
        if (sequences.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        Set<EventId> keys = new LinkedHashSet<>();
        int size = 0;
        while (size < sequences.size() && keys.size() < Searches.PAGE_SIZE) {
            sequences.get(size++).events().forEach(event -> keys.add(new EventId(event.index(), event.id())));
        }
        List<CompletedSequence<EventRef>> part = sequences.subList(0, size);
        List<CompletedSequence<EventRef>> rest = sequences.subList(size, sequences.size());
        fetch(keys, listener.delegateFailureAndWrap((next, events) -> run.matches()
                .accept(matches(part, events), next.delegateFailureAndWrap((last, done) -> write(rest, last)))));
    }

    private List<Match> matches(List<CompletedSequence<EventRef>> sequences, Map<EventId, SourceEvent> events) {
        List<Match> matches = new ArrayList<>();
        for (CompletedSequence<EventRef> sequence : sequences) {
            List<EventId> ids = new ArrayList<>();
            List<SourceEvent> steps = new ArrayList<>();
            for (EventRef event : sequence.events()) {
                ids.add(new EventId(event.index(), event.id()));
                @Nullable SourceEvent found = events.get(ids.get(ids.size() - 1));
                if (found != null) {
                    steps.add(found);
                }
            }
            if (steps.size() == sequence.events().size()) {
                List<Alert> alerts = AlertBuilder.ofSequence(
                        run.request().rule(),
                        steps,
                        sequence.joinKeys(),
                        run.request().run());
                if (!alerts.isEmpty()) {
                    matches.add(new Match(sequence.last(), ids, alerts));
                }
            } else {
                run.ledger()
                        .note("a sequence was complete, but ["
                                + (sequence.events().size() - steps.size())
                                + "] of its events were deleted before they could be read in full");
            }
        }
        return matches;
    }

    private void fetch(Set<EventId> keys, ActionListener<Map<EventId, SourceEvent>> listener) {
        Set<String> indices = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        keys.forEach(key -> {
            indices.add(key.index());
            ids.add(key.id());
        });
        SearchSourceBuilder source = new SearchSourceBuilder()
                .query(QueryBuilders.idsQuery().addIds(ids.toArray(String[]::new)))
                .fetchSource(true);
        Map<EventId, SourceEvent> events = new HashMap<>();
        run.searches()
                .<SourceEvent>read(
                        indices.toArray(String[]::new),
                        source,
                        hit -> run.event(hit.getIndex(), hit.getId(), Hits.source(hit)),
                        (found, next) -> {
                            found.forEach(event -> events.put(new EventId(event.index(), event.id()), event));
                            next.onResponse(null);
                        },
                        listener.delegateFailureAndWrap((next, done) -> next.onResponse(events)));
    }
}
