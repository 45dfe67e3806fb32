package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.aggregations.bucket.composite.CompositeAggregation;
import org.elasticsearch.search.aggregations.bucket.composite.CompositeAggregationBuilder;
import org.elasticsearch.search.aggregations.bucket.composite.DateHistogramValuesSourceBuilder;
import org.elasticsearch.search.aggregations.bucket.histogram.DateHistogramInterval;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.es.run.EventWindows.Window;
import org.jspecify.annotations.Nullable;

/**
 * When events happened, without reading them: in which stretches of a fixed length there are any.
 *
 * @param timestamp the field that says when; an event without it is in no stretch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArrivalTimes(Searches searches, String[] indices, String timestamp, long stretchMillis) {
    private static final String TIMES = "times";
    private static final String TIME = "time";
    private static final int STRETCHES_A_PAGE = 1_000;

    /** The stretches that hold events that {@code query} finds, in ascending order. */
    void of(QueryBuilder query, ActionListener<List<Window>> listener) {
        next(query, null, new ArrayList<>(), listener);
    }

    private void next(
            QueryBuilder query,
            @Nullable Map<String, Object> after,
            List<Window> found,
            ActionListener<List<Window>> listener) {
        CompositeAggregationBuilder times = new CompositeAggregationBuilder(
                        TIMES,
                        List.of(new DateHistogramValuesSourceBuilder(TIME)
                                .field(timestamp)
                                .fixedInterval(new DateHistogramInterval(stretchMillis + "ms"))))
                .size(STRETCHES_A_PAGE);
        if (after != null) {
            times.aggregateAfter(after);
        }
        SearchSourceBuilder source = new SearchSourceBuilder()
                .query(query)
                .size(0)
                .trackTotalHits(false)
                .aggregation(times);
        searches.search(indices, source, listener.delegateFailureAndWrap((last, response) -> {
            CompositeAggregation page = response.getAggregations().get(TIMES);
            page.getBuckets().forEach(bucket -> found.add(stretch(bucket)));
            if (page.getBuckets().size() < STRETCHES_A_PAGE) {
                last.onResponse(List.copyOf(found));
            } else {
                next(query, page.afterKey(), found, last);
            }
        }));
    }

    private Window stretch(CompositeAggregation.Bucket bucket) {
        long fromMillis =
                ((Number) Objects.requireNonNull(bucket.getKey().get(TIME), "every stretch has a time")).longValue();
        return new Window(fromMillis, fromMillis + stretchMillis - 1);
    }
}
