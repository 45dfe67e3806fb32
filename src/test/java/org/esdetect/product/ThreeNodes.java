package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;

/** Three real nodes of one cluster, and a load of events whose alerts are known. */
final class ThreeNodes implements AutoCloseable {
    private static final String PATH = "C:\\Windows\\Temp\\move.exe";

    private final Map<String, RealNode> nodes = new LinkedHashMap<>();

    static ThreeNodes start() throws IOException {
        ThreeNodes three = new ThreeNodes();
        try {
            three.startAll();
        } catch (IOException | RuntimeException | Error e) {
            three.close();
            throw e;
        }
        return three;
    }

    private void startAll() throws IOException {
        for (String name : List.of("n1", "n2", "n3")) {
            nodes.put(name, RealNode.installMember(name, Map.of()));
        }
        List<String> seeds = new ArrayList<>();
        nodes.values().forEach(node -> seeds.add("\"127.0.0.1:" + node.transportPort() + "\""));
        for (Map.Entry<String, RealNode> node : nodes.entrySet()) {
            node.getValue()
                    .configure(
                            node.getKey(),
                            Map.of(
                                    "discovery.seed_hosts", seeds.toString(),
                                    "cluster.initial_master_nodes", "[\"n1\", \"n2\", \"n3\"]",
                                    "detect.schedule.max_interval", "1s",
                                    "detect.inline.max_signals", "-1",
                                    "detect.sweep.interval", "1s"));
            node.getValue().start();
        }
        for (RealNode node : nodes.values()) {
            node.awaitStatus("green");
        }
        any("").await(
                        "/_cluster/health",
                        answer -> answer.json().path("number_of_nodes").asInt() == 3);
        for (RealNode node : nodes.values()) {
            node.http().awaitBundledRules();
        }
    }

    @Override
    public void close() throws IOException {
        for (RealNode node : nodes.values()) {
            node.close();
        }
    }

    RealNode node(String name) {
        return nodes.get(name);
    }

    /** A node that is not {@code without}. */
    Http any(String without) {
        return nodes.entrySet().stream()
                .filter(node -> !node.getKey().equals(without))
                .findFirst()
                .orElseThrow()
                .getValue()
                .http();
    }

    List<Http> all() {
        return nodes.values().stream().map(RealNode::http).toList();
    }

    String master() throws IOException {
        return any("").get("/_cat/master?h=node").expect(200).body().strip();
    }

    /** The node that runs the task, as {@code asked} knows it. */
    String owner(Http asked) throws IOException {
        Http.Answer tasks = asked.await("/_cat/tasks?actions=detect*&h=action,node", answer -> answer.body()
                .contains("detect[c]"));
        return nodes.keySet().stream()
                .filter(name -> tasks.body().contains(" " + name))
                .findFirst()
                .orElseThrow();
    }

    void awaitGreen(String without) throws IOException {
        any(without)
                .await(
                        "/_cluster/health?wait_for_status=green&timeout=10s",
                        answer -> answer.status() == 200
                                && answer.json().path("number_of_nodes").asInt() == 3);
    }

    /**
     * The bulk requests of one host: an event that is judged inline, and a pair of a sequence; the later step of every
     * third comes first.
     */
    static List<String> pair(int number, Instant time) {
        String host = "host-" + number;
        String first = TestEvents.bulkLines(
                TestEvents.FILE_STREAM, TestEvents.droppedFile("file-" + number, time, host, PATH));
        String second = TestEvents.bulkLines(
                TestEvents.PROCESS_STREAM, TestEvents.startedFile("start-" + number, time.plusSeconds(5), host, PATH));
        String single = TestEvents.bulkLines(
                TestEvents.PROCESS_STREAM, TestEvents.dnsChild("dns-" + number, time.plusSeconds(50)));
        return number % 3 == 0 ? List.of(single + second, first) : List.of(single + first, second);
    }

    /** The alerts of so many {@link #pair}s, and none besides; asked of a node that is not {@code without}. */
    void awaitAlerts(int pairs, String without) throws Exception {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < pairs; i++) {
            expected.add("dns-" + i);
            expected.add("host-" + i);
        }
        List<String> found = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        do {
            TimeUnit.MILLISECONDS.sleep(500);
            found.clear();
            for (JsonNode hit : shown(any(without))) {
                boolean single = hit.at("/_source/kibana.alert.depth").asInt() == 1;
                found.add(
                        single
                                ? hit.at("/_source/event/id").asText()
                                : hit.at("/_source/host/id").asText());
            }
        } while (!new TreeSet<>(found).equals(expected) && System.nanoTime() < end);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<JsonNode> shown(Http http) throws IOException {
        try {
            return List.copyOf(
                    Signals.find(http, "NOT kibana.alert.group.index:*").values());
        } catch (AssertionError notNow) {
            // A shard of the signals index is just moving to another node.
            return List.of();
        }
    }
}
