package org.esdetect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of a cluster, as a test compares them. */
public final class Signals {
    private Signals() {}

    /**
     * The alerts that {@code query} (Lucene query string) finds, by document id: the whole hit with {@code _source},
     * {@code _seq_no} and {@code _index}. Refreshes first, so what was written before the call is seen.
     */
    public static Map<String, JsonNode> find(Http http, String query) throws IOException {
        // An index that has just been made has no shard to search for a moment.
        http.get("/_cluster/health/signals-detect*?wait_for_status=yellow&timeout=10s");
        http.post("/signals-detect*/_refresh?ignore_unavailable=true", "").expect(200);
        Map<String, JsonNode> found = new TreeMap<>();
        JsonNode answer = http.post(
                        "/signals-detect*/_search?ignore_unavailable=true&seq_no_primary_term=true",
                        "{\"size\":10000,\"track_total_hits\":true,\"query\":{\"query_string\":{\"query\":\"" + query
                                + "\"}}}")
                .expect(200)
                .json();
        answer.path("hits")
                .path("hits")
                .forEach(hit -> found.put(hit.path("_id").asText(), hit));
        int total = answer.path("hits").path("total").path("value").asInt();
        if (total != found.size()) {
            throw new AssertionError("more alerts than one page holds: [" + total + "]");
        }
        return found;
    }

    /** The query for the alerts of one rule that people see: single alerts and parents of sequences. */
    public static String shownOf(String ruleId) {
        return "kibana.alert.rule.rule_id:\\\"" + ruleId + "\\\" AND NOT kibana.alert.group.index:*";
    }
}
