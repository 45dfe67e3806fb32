package org.esdetect.es.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RangeQueryBuilder;
import org.esdetect.rule.Rule;

/**
 * A stretch of time and the fields that say whether an event lies in it: the override when the event has it, else the
 * timestamp.
 *
 * @param fromMillis inclusive
 * @param toMillis inclusive; {@link Long#MAX_VALUE} for no end, since an event may bear a time that is still to come
 */
public record TimeWindow(
        String timestamp, Optional<String> override, boolean fallback, long fromMillis, long toMillis) {
    private static final String TIMESTAMP = "@timestamp";
    /** The end of the year 9999: where an open window is taken to end when it is divided. */
    public static final long END_OF_TIME_MILLIS = 253_402_300_799_999L;

    /** The start of the year 1. */
    public static final long START_OF_TIME_MILLIS = -62_135_596_800_000L;

    /** A window over {@code rule}'s own time fields. */
    public static TimeWindow of(Rule rule, long fromMillis, long toMillis) {
        Optional<String> override = rule.fields().timestampOverride();
        boolean fallback = !Boolean.TRUE.equals(rule.document().get("timestamp_override_fallback_disabled"));
        return new TimeWindow(TIMESTAMP, override, fallback, fromMillis, toMillis);
    }

    QueryBuilder query() {
        if (from().isEmpty() && to().isEmpty()) {
            return QueryBuilders.matchAllQuery();
        }
        if (override.isEmpty()) {
            return range(timestamp, fromMillis, toMillis);
        }
        QueryBuilder byOverride = range(override.get(), fromMillis, toMillis);
        if (!fallback) {
            return byOverride;
        }
        return QueryBuilders.boolQuery()
                .should(byOverride)
                .should(QueryBuilders.boolQuery()
                        .mustNot(QueryBuilders.existsQuery(override.get()))
                        .filter(range(timestamp, fromMillis, toMillis)))
                .minimumShouldMatch(1);
    }

    /** {@code field} in {@code [from, to]}; an end of {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE} is open. */
    static QueryBuilder range(String field, long fromMillis, long toMillis) {
        RangeQueryBuilder range = QueryBuilders.rangeQuery(field).format("epoch_millis");
        if (fromMillis != Long.MIN_VALUE) {
            range.gte(fromMillis);
        }
        if (toMillis != Long.MAX_VALUE) {
            range.lte(toMillis);
        }
        return range.from() == null && range.to() == null ? QueryBuilders.existsQuery(field) : range;
    }

    /** Two windows that together are this one; empty for a single millisecond. */
    Optional<List<TimeWindow>> halves() {
        long end = Math.min(toMillis, END_OF_TIME_MILLIS);
        long middle = fromMillis + (end - fromMillis) / 2;
        if (end <= fromMillis) {
            return Optional.empty();
        }
        return Optional.of(List.of(
                new TimeWindow(timestamp, override, fallback, fromMillis, middle),
                new TimeWindow(timestamp, override, fallback, middle + 1, toMillis)));
    }

    /** Its start, when it has one that a person named. */
    public Optional<Instant> from() {
        return fromMillis <= START_OF_TIME_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(fromMillis));
    }

    /** Its end, when it has one that a person named. */
    public Optional<Instant> to() {
        return toMillis >= END_OF_TIME_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(toMillis));
    }

    /** {@code from} and, unless it is open, {@code to}, as ISO-8601. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", Instant.ofEpochMilli(fromMillis).toString());
        if (toMillis != Long.MAX_VALUE) {
            map.put("to", Instant.ofEpochMilli(toMillis).toString());
        }
        return map;
    }

    @Override
    public String toString() {
        return "[" + Instant.ofEpochMilli(fromMillis) + "] to ["
                + (toMillis == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(toMillis)) + "]";
    }
}
