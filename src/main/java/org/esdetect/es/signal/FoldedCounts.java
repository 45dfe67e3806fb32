package org.esdetect.es.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.refresh.RefreshRequest;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.get.GetResponse;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.action.get.MultiGetResponse;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.action.update.UpdateRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.search.aggregations.AggregationBuilders;
import org.elasticsearch.search.aggregations.bucket.terms.Terms;
import org.elasticsearch.search.aggregations.metrics.Max;
import org.elasticsearch.search.aggregations.metrics.Min;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Folding;
import org.esdetect.es.DetectNames;
import org.esdetect.event.MapEvent;

/**
 * Counts the notes of standing alerts and writes the numbers into them. Whoever notes an event counts afterwards, and a
 * larger number is never replaced by a smaller one: so the last to count has seen every note, and his number stays.
 */
final class FoldedCounts {
    private static final int TRIES = 10;
    private static final String ALL = DetectNames.SUPPRESSED + "-*";
    private static final String DOCS_COUNT = "kibana.alert.suppression.docs_count";

    private final Client client;
    private final LongSupplier nowMillis;
    private final Set<String> written;

    /** @param written the indices of notes that were just written */
    FoldedCounts(Client client, LongSupplier nowMillis, Set<String> written) {
        this.client = client;
        this.nowMillis = nowMillis;
        this.written = written;
    }

    private record Count(long events, Instant first, Instant last) {}

    /**
     * Brings alerts up to date.
     *
     * @param indexById where each standing alert is
     * @param listener fails when that could not be done for all of them
     */
    void update(Map<String, String> indexById, ActionListener<Void> listener) {
        if (indexById.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        RefreshRequest refresh =
                new RefreshRequest(written.toArray(String[]::new)).indicesOptions(IndicesOptions.lenientExpandHidden());
        client.admin()
                .indices()
                .refresh(refresh, listener.delegateFailureAndWrap((next, refreshed) -> count(indexById, TRIES, next)));
    }

    private void count(Map<String, String> indexById, int tries, ActionListener<Void> listener) {
        SearchSourceBuilder source = new SearchSourceBuilder()
                .size(0)
                .trackTotalHits(false)
                .query(QueryBuilders.termsQuery("alert", indexById.keySet()))
                .aggregation(AggregationBuilders.terms("alert")
                        .field("alert")
                        .size(indexById.size())
                        .subAggregation(AggregationBuilders.min("first").field("@timestamp"))
                        .subAggregation(AggregationBuilders.max("last").field("@timestamp")));
        SearchRequest search = new SearchRequest(ALL)
                .indicesOptions(IndicesOptions.lenientExpandHidden())
                .allowPartialSearchResults(false)
                .source(source);
        client.search(
                search,
                listener.delegateFailureAndWrap((next, response) -> read(indexById, counts(response), tries, next)));
    }

    private static Map<String, Count> counts(SearchResponse response) {
        Map<String, Count> counts = new HashMap<>();
        Terms byAlert = response.getAggregations().get("alert");
        for (Terms.Bucket bucket : byAlert.getBuckets()) {
            Min first = bucket.getAggregations().get("first");
            Max last = bucket.getAggregations().get("last");
            counts.put(
                    bucket.getKeyAsString(),
                    new Count(
                            bucket.getDocCount(),
                            Instant.ofEpochMilli((long) first.value()),
                            Instant.ofEpochMilli((long) last.value())));
        }
        return counts;
    }

    private void read(
            Map<String, String> indexById, Map<String, Count> counts, int tries, ActionListener<Void> listener) {
        MultiGetRequest request = new MultiGetRequest();
        indexById.forEach((id, index) -> request.add(index, id));
        client.multiGet(
                request,
                listener.delegateFailureAndWrap((next, response) -> write(indexById, counts, response, tries, next)));
    }

    private void write(
            Map<String, String> indexById,
            Map<String, Count> counts,
            MultiGetResponse alerts,
            int tries,
            ActionListener<Void> listener) {
        BulkRequest bulk = new BulkRequest();
        List<String> ids = new ArrayList<>();
        for (MultiGetItemResponse item : alerts) {
            Count count = counts.get(item.getId());
            if (count != null && FoldingWindows.isThere(item) && isMore(count, item.getResponse())) {
                bulk.add(new UpdateRequest(item.getIndex(), item.getId())
                        .doc(
                                Folding.counted(
                                        count.events(),
                                        count.first(),
                                        count.last(),
                                        Instant.ofEpochMilli(nowMillis.getAsLong())),
                                XContentType.JSON)
                        .setIfSeqNo(item.getResponse().getSeqNo())
                        .setIfPrimaryTerm(item.getResponse().getPrimaryTerm()));
                ids.add(item.getId());
            }
        }
        if (ids.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        client.bulk(bulk, listener.delegateFailureAndWrap((next, response) -> {
            Map<String, String> again = new LinkedHashMap<>();
            for (BulkItemResponse item : response) {
                if (item.isFailed()) {
                    boolean tryAgain = tries > 1 && item.getFailure().getStatus() == RestStatus.CONFLICT;
                    if (!tryAgain) {
                        throw ExceptionsHelper.convertToRuntime(
                                item.getFailure().getCause());
                    }
                    String id = ids.get(item.getItemId());
                    again.put(id, Objects.requireNonNull(indexById.get(id)));
                }
            }
            if (again.isEmpty()) {
                next.onResponse(null);
            } else {
                count(again, tries - 1, next);
            }
        }));
    }

    private static boolean isMore(Count count, GetResponse alert) {
        long known = new MapEvent(alert.getSourceAsMap())
                .values(DOCS_COUNT).stream()
                        .filter(Number.class::isInstance)
                        .mapToLong(number -> ((Number) number).longValue())
                        .max()
                        .orElse(-1);
        return count.events() - 1 > known;
    }
}
