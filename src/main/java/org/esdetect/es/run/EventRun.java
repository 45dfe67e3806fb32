package org.esdetect.es.run;

import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.alert.AlertBuilder;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.condition.Condition;
import org.esdetect.es.DetectNames;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.jspecify.annotations.Nullable;

/** Runs a single-event rule: finds what may match, judges it, writes the alerts page by page. */
final class EventRun {
    private final Run run;
    private final Condition condition;
    private final HitOrder order;

    EventRun(Run run, Condition condition) {
        this.run = run;
        this.condition = condition;
        this.order = new HitOrder(run.request().rule().rule().fields());
    }

    void start(ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        String[] indices = scope.indicesToJudge();
        if (indices.length == 0) {
            listener.onResponse(null);
            return;
        }
        QueryBuilder query = run.queries(List.of(condition)).get(0);
        SearchSourceBuilder source =
                order.ask(new SearchSourceBuilder().query(scope.toJudge(query)).fetchSource(true));
        long counted = run.request().counted().map(Counted::sum).orElse(0L);
        run.searches().read(indices, source, counted, this::match, run.matches()::accept, listener);
    }

    private @Nullable Match match(SearchHit hit) {
        run.ledger().newCandidates(0, 1);
        Map<String, Object> document = Hits.source(hit);
        Event judged = new MapEvent(document);
        if (!run.request().rule().matches(judged) || isExcepted(judged) || wasHeldBack(judged)) {
            return null;
        }
        SourceEvent event = run.event(hit.getIndex(), hit.getId(), document);
        return AlertBuilder.ofEvent(run.request().rule(), event, run.request().run())
                .map(alert -> new Match(
                        order.ordinal(hit, order.time(hit), judged),
                        List.of(new EventId(hit.getIndex(), hit.getId())),
                        List.of(alert)))
                .orElse(null);
    }

    /** Who only wants to see what is there does not count. */
    private boolean isExcepted(Event event) {
        long nowMillis = run.request().nowMillis();
        return (run.request().dryRun()
                        ? run.request().rule().exception(event, nowMillis)
                        : run.request().rule().countedException(event, nowMillis))
                .isPresent();
    }

    /** Inline, because the rule had had its share of alerts; only a run by hand raises it all the same. */
    private boolean wasHeldBack(Event event) {
        return run.request().run().mode() == AlertRun.Mode.SCHEDULED
                && event.values(DetectNames.TAG_CAPPED)
                        .contains(run.request().rule().rule().id());
    }
}
