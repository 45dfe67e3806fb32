package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sequences on the real distribution: by the schedule without any call, in whatever order their events arrive, once.
 */
class SequenceIT {
    private static final String PATH = "C:\\Windows\\Temp\\svc.exe";

    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("sequence", Map.of("detect.schedule.max_interval", "1s"));
        node.start().awaitStatus("green");
        http = node.http();
        http.awaitBundledRules();
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    @Test
    void steps_inOrder_alertBySchedule_andManualRunsChangeNothing() throws Exception {
        Instant now = Instant.now();
        index(TestEvents.FILE_STREAM, TestEvents.droppedFile("in-order-1", now.minusSeconds(20), "in-order", PATH));
        index(TestEvents.PROCESS_STREAM, TestEvents.startedFile("in-order-2", now.minusSeconds(10), "in-order", PATH));
        awaitOneAlert("in-order");

        Map<String, String> before = versions();
        for (int i = 0; i < 10; i++) {
            JsonNode answer = http.post("/_detect", "").expect(200).json();
            assertThat(answer.toString()).doesNotContain("\"failure\"");
        }
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void secondStep_arrivingFirst_stillAlertsOnce() throws Exception {
        Instant now = Instant.now();
        index(TestEvents.PROCESS_STREAM, TestEvents.startedFile("reversed-2", now.minusSeconds(5), "reversed", PATH));
        awaitNextRuns();
        index(TestEvents.FILE_STREAM, TestEvents.droppedFile("reversed-1", now.minusSeconds(15), "reversed", PATH));
        awaitOneAlert("reversed");
    }

    @Test
    void firstStep_twentyMinutesLate_stillAlertsOnce() throws Exception {
        Instant then = Instant.now().minus(Duration.ofMinutes(20));
        index(TestEvents.PROCESS_STREAM, TestEvents.startedFile("late-2", then.plusSeconds(30), "late", PATH));
        awaitNextRuns();
        index(TestEvents.FILE_STREAM, TestEvents.droppedFile("late-1", then, "late", PATH));
        awaitOneAlert("late");
    }

    @Test
    void events_anHourInTheFuture_stillAlertOnce() throws Exception {
        Instant then = Instant.now().plus(Duration.ofHours(1));
        index(TestEvents.FILE_STREAM, TestEvents.droppedFile("future-1", then, "future", PATH));
        awaitNextRuns();
        index(TestEvents.PROCESS_STREAM, TestEvents.startedFile("future-2", then.plusSeconds(59), "future", PATH));
        awaitOneAlert("future");
    }

    @Test
    void steps_furtherApartThanMaxspan_stayQuiet() throws Exception {
        Instant now = Instant.now();
        index(TestEvents.FILE_STREAM, TestEvents.droppedFile("far-1", now.minusSeconds(90), "far", PATH));
        index(TestEvents.PROCESS_STREAM, TestEvents.startedFile("far-2", now.minusSeconds(29), "far", PATH));
        awaitNextRuns();
        assertThat(parents("far")).isEmpty();
    }

    private static void index(String stream, ObjectNode event) throws IOException {
        JsonNode answer = http.bulk("/_bulk", TestEvents.bulkLines(stream, event))
                .expect(200)
                .json();
        assertThat(answer.path("errors").asBoolean()).as(answer.toString()).isFalse();
    }

    private static void awaitOneAlert(String host) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (parents(host).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        awaitNextRuns();
        assertThat(parents(host)).hasSize(1);
        assertThat(Signals.find(http, "host.id:" + host + " AND kibana.alert.group.index:*"))
                .as("a building block for each step")
                .hasSize(2);
    }

    private static Map<String, JsonNode> parents(String host) throws IOException {
        return Signals.find(http, Signals.shownOf(TestEvents.FILE_SHARE_RULE) + " AND host.id:" + host);
    }

    /** What the schedule would do with what is there now, it has done when this returns. */
    private static void awaitNextRuns() throws IOException {
        long ticks = ticks();
        http.await("/_detect/_stats", answer -> ticks(answer.json()) >= ticks + 3);
    }

    private static long ticks() throws IOException {
        return ticks(http.get("/_detect/_stats").expect(200).json());
    }

    private static long ticks(JsonNode stats) {
        return stats.at("/total/schedule/ticks").asLong();
    }

    private static Map<String, String> versions() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        Signals.find(http, "*:*")
                .forEach((id, hit) -> versions.put(
                        id,
                        hit.path("_index").asText() + "/" + hit.path("_seq_no").asLong()));
        return versions;
    }
}
