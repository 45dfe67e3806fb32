package org.esdetect.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esdetect.alert.AlertId;
import org.esdetect.alert.EventKey;
import org.esdetect.alert.SignalsIndex;
import org.esdetect.alert.SourceEvent;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.TestEvents;

/**
 * How long after the answer to a bulk request the alert of a matching event is in the signals index, on the real distribution. Prints the percentiles.
 *
 * <p>100,000 events in bulks of 500, 1,000 of them matching, one client. An alert counts as indexed when a realtime multi-get finds it under the id that is
 * computed here; the multi-gets come every few milliseconds, so a figure is up to that much too large. One that was there before the bulk was answered counts as 0.
 */
public final class InlineLatency {
    private static final int EVENTS = 100_000;
    private static final int EVENTS_PER_BULK = 500;
    private static final int MATCH_EVERY = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** When the bulk of an alert's event was answered, by alert id; {@code index} is where the alert goes. */
    private record Awaited(String index, long answeredNanos) {}

    private InlineLatency() {}

    public static void main(String[] arguments) throws Exception {
        try (RealNode node = RealNode.install("latency", Map.of("detect.inline.max_signals", "-1"))) {
            node.start().awaitStatus("green");
            Http http = node.http();
            http.awaitBundledRules();
            long[] micros = measure(http);
            Arrays.sort(micros);
            System.out.printf(
                    "alerts %d, from bulk response to alert indexed: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    micros.length,
                    micros[micros.length / 2] / 1000.0,
                    micros[micros.length * 90 / 100] / 1000.0,
                    micros[micros.length * 99 / 100] / 1000.0,
                    micros[micros.length - 1] / 1000.0);
        }
    }

    private static long[] measure(Http http) throws Exception {
        Map<String, Awaited> awaited = new ConcurrentHashMap<>();
        Map<String, Long> micros = new ConcurrentHashMap<>();
        AtomicBoolean loading = new AtomicBoolean(true);
        Thread watch = new Thread(() -> watch(http, awaited, micros, loading), "watch");
        watch.start();
        long start = System.nanoTime();
        for (int bulk = 0; bulk < EVENTS / EVENTS_PER_BULK; bulk++) {
            StringBuilder lines = new StringBuilder();
            Map<String, String> ids = new java.util.HashMap<>();
            for (int i = 0; i < EVENTS_PER_BULK; i++) {
                String id = bulk + "-" + i;
                boolean matching = i % MATCH_EVERY == 0;
                ObjectNode event = matching
                        ? TestEvents.dnsChild(id, Instant.now())
                        : TestEvents.ordinaryProcess(id, Instant.now());
                lines.append(TestEvents.bulkLines(TestEvents.PROCESS_STREAM, event));
                if (matching) {
                    SourceEvent source = new SourceEvent(TestEvents.PROCESS_STREAM, "", "", map(event));
                    ids.put(AlertId.ofEvent(TestEvents.DNS_RULE, EventKey.of(source)), SignalsIndex.of(source));
                }
            }
            http.bulk("/_bulk", lines.toString()).expect(200);
            long answered = System.nanoTime();
            ids.forEach((id, index) -> awaited.put(id, new Awaited(index, answered)));
        }
        System.out.printf("indexed %d events in %.1f s%n", EVENTS, (System.nanoTime() - start) / 1e9);
        loading.set(false);
        watch.join();
        if (micros.size() != EVENTS / MATCH_EVERY) {
            throw new IllegalStateException("expected [" + EVENTS / MATCH_EVERY + "] alerts, found [" + micros.size() + "]");
        }
        return micros.values().stream().mapToLong(Long::longValue).toArray();
    }

    private static void watch(
            Http http, Map<String, Awaited> awaited, Map<String, Long> micros, AtomicBoolean loading) {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        try {
            while ((loading.get() || !awaited.isEmpty()) && System.nanoTime() < giveUp) {
                if (!awaited.isEmpty()) {
                    look(http, awaited, micros);
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void look(Http http, Map<String, Awaited> awaited, Map<String, Long> micros) throws IOException {
        StringBuilder docs = new StringBuilder();
        awaited.forEach((id, alert) -> docs.append(docs.length() == 0 ? "" : ",")
                .append("{\"_index\":\"")
                .append(alert.index())
                .append("\",\"_id\":\"")
                .append(id)
                .append("\",\"_source\":false}"));
        JsonNode answer = http.post("/_mget", "{\"docs\":[" + docs + "]}").expect(200).json();
        long now = System.nanoTime();
        for (Iterator<JsonNode> found = answer.path("docs").elements(); found.hasNext(); ) {
            JsonNode doc = found.next();
            Awaited alert = doc.path("found").asBoolean() ? awaited.remove(doc.path("_id").asText()) : null;
            if (alert != null) {
                micros.put(doc.path("_id").asText(), Math.max(0, (now - alert.answeredNanos()) / 1000));
            }
        }
    }

    private static Map<String, Object> map(ObjectNode event) {
        return JSON.convertValue(event, JSON.getTypeFactory().constructMapType(java.util.LinkedHashMap.class, String.class, Object.class));
    }
}
