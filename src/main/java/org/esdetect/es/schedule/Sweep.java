package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ThreadedActionListener;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.index.Index;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertPlace;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;
import org.esdetect.es.run.AlertsNotWrittenException;
import org.esdetect.es.run.Hits;
import org.esdetect.es.run.NewRun;
import org.esdetect.es.run.RuleIndices;
import org.esdetect.es.run.Run;
import org.esdetect.es.run.RunLedger;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.run.Searches;
import org.esdetect.es.signal.TaggedAlerts;
import org.esdetect.es.signal.WriteReport;
import org.esdetect.es.signal.WrittenAlerts;

/**
 * Writes the alerts of tagged events that the fast path may have lost: a node was killed between event and alert, a
 * queue was full, the signals index was away, or the event could not be judged while it was ingested. Reads what
 * arrived with a tag since its own cursor, which moves only when every alert is in the index, as new or as one that was
 * there already.
 */
final class Sweep {
    private final RunTools tools;
    private final Checkpoints checkpoints;
    private final ScheduleStats stats;
    private final InlineOverflow overflow;

    Sweep(RunTools tools, Checkpoints checkpoints, ScheduleStats stats, InlineOverflow overflow) {
        this.tools = tools;
        this.checkpoints = checkpoints;
        this.stats = stats;
        this.overflow = overflow;
    }

    /**
     * Sweeps {@code indices} from {@code cursor}.
     *
     * @param listener answered with the cursor afterwards; where it could not go on it stays
     */
    void start(
            Collection<Index> indices,
            Cursor cursor,
            CompiledRules rules,
            Instant now,
            ActionListener<Cursor> listener) {
        checkpoints.read(indices, List.of(cursor), listener.delegateFailureAndWrap((next, checkpoint) -> {
            Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
            String[] names = indices.stream().map(Index::getName).toArray(String[]::new);
            new Pass(arrivals, names, rules, now).start(next.map(pass -> pass.reached(cursor)));
        }));
    }

    /** @param expected where its alerts stand if its tag tells the truth, by rule id */
    private record Tagged(SourceEvent event, Map<String, AlertPlace> expected) {}

    private final class Pass {
        private final Arrivals arrivals;
        private final String[] indices;
        private final InlineOverflow.Met heldBack = new InlineOverflow.Met();
        private final CompiledRules rules;
        private final AlertRun run;
        private final ClusterState state = tools.clusterService().state();
        private final RunLedger ledger = new RunLedger(1);
        private final AtomicLong events = new AtomicLong();
        private final AtomicLong created = new AtomicLong();

        Pass(Arrivals arrivals, String[] indices, CompiledRules rules, Instant now) {
            this.arrivals = arrivals;
            this.indices = indices;
            this.rules = rules;
            this.run = NewRun.of(AlertRun.Mode.INLINE, now);
            arrivals.unavailable().forEach(ledger::failed);
        }

        void start(ActionListener<Pass> listener) {
            Searches searches = new Searches(tools.runAs().plugin(), tools.executor(), ledger, Searches.PAGE_SIZE);
            QueryBuilder tagged = QueryBuilders.boolQuery()
                    .should(QueryBuilders.existsQuery(DetectNames.TAG_RULE_IDS))
                    .should(QueryBuilders.existsQuery(DetectNames.TAG_DEFERRED))
                    .minimumShouldMatch(1);
            searches.read(
                    arrivals.indicesWithNew().toArray(String[]::new),
                    new SearchSourceBuilder()
                            .query(Run.both(arrivals.newDocuments(), tagged))
                            .fetchSource(true),
                    this::tagged,
                    this::write,
                    listener.delegateFailureAndWrap((next, done) ->
                            overflow.tell(heldBack, tools.runAs().plugin(), indices, run, next.map(told -> this))));
        }

        private Tagged tagged(SearchHit hit) {
            events.incrementAndGet();
            Map<String, Object> source = Hits.source(hit);
            heldBack.look(source, rules);
            String target = RuleIndices.target(hit.getIndex(), state);
            SourceEvent event = new SourceEvent(target, hit.getIndex(), hit.getId(), source);
            return new Tagged(event, TaggedAlerts.expected(event, rules));
        }

        /** Nearly all of them have their alerts, and are not judged again. */
        private void write(List<Tagged> found, ActionListener<Void> listener) {
            List<AlertPlace> expected = found.stream()
                    .flatMap(tagged -> tagged.expected().values().stream())
                    .toList();
            new WrittenAlerts(tools.runAs().plugin())
                    .among(
                            expected,
                            new ThreadedActionListener<>(
                                    tools.executor(),
                                    listener.delegateFailureAndWrap(
                                            (next, written) -> writeMissing(found, written, next))));
        }

        private void writeMissing(List<Tagged> found, Set<AlertPlace> written, ActionListener<Void> listener) {
            List<Alert> alerts = new ArrayList<>();
            for (Tagged tagged : found) {
                Set<String> done = new HashSet<>(tagged.expected().keySet());
                done.removeIf(rule -> !written.contains(tagged.expected().get(rule)));
                alerts.addAll(TaggedAlerts.of(tagged.event(), rules, run, done, (rule, failure) -> {}));
            }
            tools.alerts().write(alerts, listener.delegateFailureAndWrap((next, report) -> {
                created.addAndGet(report.created());
                wholeOrNothing(report);
                next.onResponse(null);
            }));
        }

        private static void wholeOrNothing(WriteReport written) {
            if (!written.failures().isEmpty()) {
                throw new AlertsNotWrittenException(written.failures());
            }
        }

        /** Operations in shards that failed the search. */
        private long unread() {
            return ledger.failedShards().keySet().stream()
                    .mapToLong(shard -> arrivals.ranges().containsKey(shard)
                            ? arrivals.ranges().get(shard).operations()
                            : 0)
                    .sum();
        }

        Cursor reached(Cursor before) {
            TreeMap<ShardKey, Position> next = new TreeMap<>(arrivals.next());
            ledger.failedShards().keySet().forEach(shard -> next.remove(ShardKey.of(shard)));
            stats.swept(events.get(), created.get(), unread());
            return before.advance(next);
        }
    }
}
