package org.esdetect.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.esdetect.ecs.EcsFields;
import org.esdetect.ecs.Mappings;

/** Creates an index of one shard and fills it by bulk requests that were made before. */
public final class LoadIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Strings that no mapping names are keywords; longer ones would reject the document. */
    private static final String TEMPLATES =
            "[{\"text\":{\"match_mapping_type\":\"string\",\"mapping\":{\"type\":\"keyword\",\"ignore_above\":8191}}}]";

    /** What an index that detection is attached to maps for it; otherwise the first match would change the mapping. */
    private static final String TAG =
            "{\"properties\":{\"rule_ids\":{\"type\":\"keyword\"},\"deferred\":{\"type\":\"keyword\"},\"at\":{\"type\":\"date\"}}}";

    /** How an index holds events. */
    public enum Mapping {
        /** Every string is a keyword, all else as Elasticsearch guesses. */
        LEAN,
        /** All fields of ECS and of Elastic Defend as our template maps them, others as in {@link #LEAN}. */
        ECS_WIDE
    }

    private final BenchNode node;

    public LoadIndex(BenchNode node) {
        this.node = node;
    }

    /** An empty index. Refreshed on demand only, so that every round has the same number of refreshes. */
    public void create(String index, Mapping mapping) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("settings")
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0)
                .put("index.refresh_interval", "-1")
                .put("index.mapping.ignore_malformed", true)
                .put("index.mapping.total_fields.limit", 10_000);
        ObjectNode mappings = body.putObject("mappings");
        mappings.put("date_detection", false);
        mappings.set("dynamic_templates", JSON.readTree(TEMPLATES));
        if (mapping == Mapping.ECS_WIDE) {
            mappings.set("properties", JSON.valueToTree(Mappings.properties(EcsFields.table())));
        } else {
            mappings.putObject("properties").putObject("@timestamp").put("type", "date");
        }
        ((ObjectNode) mappings.path("properties")).set("detect", JSON.readTree(TAG));
        node.http().put("/" + index, body.toString()).expect(200);
    }

    public void delete(String index) throws IOException {
        node.http().send("DELETE", "/" + index, null, "application/json").expect(200);
    }

    /** The bodies of bulk requests that hold {@code events} in their order, each made when it is sent. */
    public record Bulks(int events, int eventsPerBulk, IntFunction<String> event) {
        int count() {
            return (events + eventsPerBulk - 1) / eventsPerBulk;
        }

        String body(int bulk) {
            StringBuilder lines = new StringBuilder();
            int end = Math.min(events, (bulk + 1) * eventsPerBulk);
            for (int i = bulk * eventsPerBulk; i < end; i++) {
                lines.append("{\"create\":{}}\n").append(event.apply(i)).append('\n');
            }
            return lines.toString();
        }
    }

    /**
     * Sends all of {@code bulks}; every document must be accepted.
     *
     * @param clients how many requests are under way at a time
     * @param pipeline {@code _none} for none
     * @return how long it took, in nanoseconds
     */
    public long fill(String index, String pipeline, Bulks bulks, int clients)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(CompletableFuture.runAsync(() -> send(index, pipeline, bulks, next), threads));
            }
            for (CompletableFuture<Void> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return System.nanoTime() - start;
    }

    private void send(String index, String pipeline, Bulks bulks, AtomicInteger next) {
        String path = "/" + index + "/_bulk?filter_path=errors,items.*.error&pipeline=" + pipeline;
        try {
            for (int i = next.getAndIncrement(); i < bulks.count(); i = next.getAndIncrement()) {
                JsonNode answer =
                        node.http().bulk(path, bulks.body(i)).expect(200).json();
                if (answer.path("errors").asBoolean(true)) {
                    throw new IllegalStateException("a document was refused: " + answer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
