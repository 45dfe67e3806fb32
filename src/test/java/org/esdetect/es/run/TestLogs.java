package org.esdetect.es.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESTestCase;

/** The events that {@link TestSequences} are about, and the alerts that tell of them. */
public final class TestLogs {
    private static final int ALL = 10_000;

    private TestLogs() {}

    /** Fields and types by turns, as tests create an index. */
    public static String[] mapping() {
        return new String[] {"@timestamp", "type=date", "host.id", "type=keyword", "event.action", "type=keyword"};
    }

    public static IndexRequest event(String index, String id, String host, Instant time, String action) {
        return new IndexRequest(index)
                .id(id)
                .source(Map.of(
                        "@timestamp", time.toString(), "host", Map.of("id", host), "event", Map.of("action", action)));
    }

    /**
     * The alerts that people see, all that were written so far.
     *
     * @return alert id and sequence number to the ids of the alert's events, in step order, joined by blanks
     */
    public static SortedMap<String, String> alertsById(Client client) {
        // An index that has just been made has no shard to search for a moment.
        client.admin()
                .cluster()
                .prepareHealth(ESTestCase.TEST_REQUEST_TIMEOUT, "signals-*")
                .setIndicesOptions(IndicesOptions.lenientExpandOpen())
                .setWaitForYellowStatus()
                .get();
        client.admin()
                .indices()
                .prepareRefresh("signals-*")
                .setIndicesOptions(IndicesOptions.lenientExpandOpen())
                .get();
        TreeMap<String, String> alerts = new TreeMap<>();
        var response = client.search(new SearchRequest("signals-*")
                        .source(new SearchSourceBuilder()
                                .query(QueryBuilders.boolQuery()
                                        .mustNot(QueryBuilders.existsQuery("kibana.alert.building_block_type")))
                                .seqNoAndPrimaryTerm(true)
                                .size(ALL)))
                .actionGet();
        try {
            for (SearchHit hit : response.getHits()) {
                alerts.put(hit.getId() + "@" + hit.getSeqNo(), events(hit.getSourceAsMap()));
            }
        } finally {
            response.decRef();
        }
        return alerts;
    }

    /** What {@link #alertsById} tells of each alert, sorted. */
    public static List<String> alerts(Client client) {
        return alertsById(client).values().stream().sorted().toList();
    }

    private static String events(Map<String, Object> alert) {
        return ((List<?>) alert.get("kibana.alert.ancestors"))
                .stream()
                        .map(ancestor -> (Map<?, ?>) ancestor)
                        .filter(ancestor -> "event".equals(ancestor.get("type")))
                        .map(ancestor -> String.valueOf(ancestor.get("id")))
                        .collect(Collectors.joining(" "));
    }
}
