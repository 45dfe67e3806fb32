package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.aggregations.AggregationBuilders;
import org.elasticsearch.search.aggregations.bucket.terms.Terms;
import org.elasticsearch.search.aggregations.metrics.Max;
import org.elasticsearch.search.aggregations.metrics.Min;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.CapInterval;
import org.esdetect.alert.HeldBack;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.JudgementTime;
import org.esdetect.es.DetectNames;
import org.esdetect.es.signal.OverflowWriter;
import org.esdetect.event.MapEvent;

/**
 * Tells of the alerts that were held back inline. Which they are stands in the events, so the number is counted by a
 * search and is exact whoever counts it, and however often.
 */
final class InlineOverflow {
    private static final Logger logger = LogManager.getLogger(InlineOverflow.class);
    private static final String PART = "inline";

    private final OverflowWriter writer;
    /** What could not be counted, or not be written, is tried again at the next pass; one given up may still go on. */
    private final Set<Key> pending = ConcurrentHashMap.newKeySet();

    InlineOverflow(OverflowWriter writer) {
        this.writer = writer;
    }

    /** A rule and an interval in which some of its alerts were held back. */
    private record Key(CompiledRule rule, CapInterval interval) {}

    /** What one pass of the sweep met. For one thread after the other. */
    static final class Met {
        private final Set<Key> keys = new LinkedHashSet<>();

        /** Looks into an event for what was held back. */
        void look(Map<String, Object> source, CompiledRules rules) {
            MapEvent event = new MapEvent(source);
            for (Object id : event.values(DetectNames.TAG_CAPPED)) {
                rules.find(String.valueOf(id)).ifPresent(rule -> JudgementTime.told(event)
                        .ifPresent(atMillis -> keys.add(new Key(rule, CapInterval.of(rule.rule(), atMillis)))));
            }
        }
    }

    /**
     * Counts again all that {@code met} is about.
     *
     * @param swept the indices that may hold such events
     * @param listener always answered: what failed stays to be done and keeps nobody from alerts
     */
    void tell(Met met, Client client, String[] swept, AlertRun run, ActionListener<Void> listener) {
        pending.addAll(met.keys);
        next(List.copyOf(pending).iterator(), client, swept, run, listener);
    }

    private void next(Iterator<Key> keys, Client client, String[] swept, AlertRun run, ActionListener<Void> listener) {
        if (!keys.hasNext()) {
            listener.onResponse(null);
            return;
        }
        Key key = keys.next();
        ActionListener<Void> then = ActionListener.running(() -> next(keys, client, swept, run, listener));
        ActionListener<Void> written = then.<Void>map(done -> {
                    pending.remove(key);
                    return null;
                })
                .delegateResponse((rest, failure) -> {
                    logger.warn(
                            "what was held back of rule [" + key.rule().rule().id() + "] could not be told", failure);
                    rest.onResponse(null);
                });
        ActionListener.run(
                written,
                put -> count(
                        key,
                        client,
                        swept,
                        put.delegateFailureAndWrap((next, heldBack) -> writer.put(
                                new OverflowWriter.Part(key.rule(), key.interval(), PART, heldBack, run), next))));
    }

    /** Without the values when a mapping does not let them be counted. */
    private static void count(Key key, Client client, String[] swept, ActionListener<HeldBack> listener) {
        SearchSourceBuilder whole = bare(key);
        whole.aggregation(AggregationBuilders.min("from").field("@timestamp"));
        whole.aggregation(AggregationBuilders.max("to").field("@timestamp"));
        for (String field : HeldBack.FIELDS) {
            whole.aggregation(AggregationBuilders.terms(field).field(field).size(HeldBack.TOP));
        }
        client.search(
                request(swept, whole),
                listener.<SearchResponse>map(InlineOverflow::heldBack)
                        .delegateResponse((next, failure) -> client.search(request(swept, bare(key)), next)));
    }

    private static SearchSourceBuilder bare(Key key) {
        return new SearchSourceBuilder().query(query(key)).size(0).trackTotalHits(true);
    }

    private static SearchRequest request(String[] swept, SearchSourceBuilder source) {
        return new SearchRequest(swept)
                .source(source)
                .indicesOptions(IndicesOptions.lenientExpandOpen())
                .allowPartialSearchResults(false);
    }

    private static QueryBuilder query(Key key) {
        return QueryBuilders.boolQuery()
                .filter(QueryBuilders.termQuery(
                        DetectNames.TAG_CAPPED, key.rule().rule().id()))
                .filter(QueryBuilders.rangeQuery(DetectNames.TAG_AT)
                        .gte(key.interval().startMillis())
                        .lt(key.interval().endMillis())
                        .format("epoch_millis"));
    }

    private static HeldBack heldBack(SearchResponse response) {
        long count = Objects.requireNonNull(response.getHits().getTotalHits(), "asked for").value;
        if (response.getAggregations() == null) {
            return new HeldBack(count, Optional.empty(), Optional.empty(), Map.of());
        }
        Map<String, Map<String, Long>> top = new LinkedHashMap<>();
        for (String field : HeldBack.FIELDS) {
            Map<String, Long> values = new LinkedHashMap<>();
            Terms terms = response.getAggregations().get(field);
            terms.getBuckets().forEach(bucket -> values.put(bucket.getKeyAsString(), bucket.getDocCount()));
            top.put(field, values);
        }
        Min from = response.getAggregations().get("from");
        Max to = response.getAggregations().get("to");
        return new HeldBack(count, time(from.value()), time(to.value()), top);
    }

    private static Optional<Instant> time(double millis) {
        return Double.isFinite(millis) ? Optional.of(Instant.ofEpochMilli((long) millis)) : Optional.empty();
    }
}
