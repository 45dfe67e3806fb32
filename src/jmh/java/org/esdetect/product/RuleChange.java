package org.esdetect.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esdetect.testing.Http;
import org.esdetect.testing.TestEvents;

/**
 * How long it takes until each of three real nodes judges by a rule that has been changed, with 1,300 rules stored: until the call is answered, and until
 * {@code _simulate}, asked of one node after the other, has tagged an event by the changed rule on each. Prints the percentiles.
 */
public final class RuleChange {
    private static final int RULES = Integer.getInteger("detect.bench.count", 1_300);
    private static final int CHANGES = Integer.getInteger("detect.bench.changes", 60);
    private static final int WARM_UP = 10;
    private static final String ID = "changing";

    private RuleChange() {}

    public static void main(String[] arguments) throws Exception {
        try (ThreeNodes nodes = ThreeNodes.start()) {
            long start = System.nanoTime();
            JsonNode report = nodes.any("")
                    .send("POST", "/_detect/rules/_import", RuleCopies.enabledLines(RuleCopies.of(RULES)), "application/x-ndjson")
                    .expect(200)
                    .json();
            System.out.printf(
                    "imported %d rules in %d ms%n",
                    report.path("success_count").asInt(), (System.nanoTime() - start) / 1_000_000);
            List<Http> all = nodes.all();
            long[] answered = new long[CHANGES];
            long[] judged = new long[CHANGES];
            for (int i = -WARM_UP; i < CHANGES; i++) {
                String name = "process-" + (i + WARM_UP) + ".exe";
                long began = System.nanoTime();
                all.get(Math.floorMod(i, all.size()))
                        .put("/_detect/rules/" + ID, body(name))
                        .expect(i == -WARM_UP ? 201 : 200);
                long told = System.nanoTime();
                for (Http node : all) {
                    awaitTag(node, name);
                }
                if (i >= 0) {
                    answered[i] = told - began;
                    judged[i] = System.nanoTime() - began;
                }
            }
            print("answered", answered);
            print("judged by on every node", judged);
        }
    }

    private static String body(String processName) {
        return """
                {"rule_id": "%s", "name": "Changing", "description": "Changes.", "type": "eql", "language": "eql", "enabled": true,
                 "index": ["logs-endpoint.events.process-*"], "severity": "low", "risk_score": 1, "query": "process where process.name == \\"%s\\""}
                """
                .replaceFirst("%s", ID)
                .replaceFirst("%s", processName);
    }

    private static void awaitTag(Http node, String processName) throws IOException {
        ObjectNode event = TestEvents.ordinaryProcess("simulated", Instant.now());
        event.withObject("/process").put("name", processName);
        String body = "{\"docs\":[{\"_index\":\"" + TestEvents.PROCESS_STREAM + "\",\"_source\":" + event + "}]}";
        List<String> tags = new ArrayList<>();
        do {
            tags.clear();
            node.post("/_ingest/pipeline/detect/_simulate", body)
                    .expect(200)
                    .json()
                    .at("/docs/0/doc/_source/detect/rule_ids")
                    .forEach(id -> tags.add(id.asText()));
        } while (!tags.contains(ID));
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.0f ms, p90 %.0f ms, max %.0f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 9 / 10] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
