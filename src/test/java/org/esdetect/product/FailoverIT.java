package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.junit.jupiter.api.Test;

/**
 * Three real nodes: the elected master, then the node that owns the task, goes away while events come. No hole, nothing
 * twice.
 */
class FailoverIT {
    private static final int PAIRS = 12;

    private int written;

    @Test
    void electedMaster_andOwnerOfTheTask_leaveUnderWrites_noHoleAndNothingTwice() throws Exception {
        try (ThreeNodes nodes = ThreeNodes.start()) {
            // Alerts must be on more than one node before a node may go: as for any index of the cluster.
            write(nodes.any(""));
            nodes.awaitAlerts(written, "");
            nodes.any("")
                    .get("/_cluster/health?wait_for_status=green&timeout=60s")
                    .expect(200);

            String master = nodes.master();
            write(nodes.any(master));
            nodes.node(master).stop();
            write(nodes.any(master));
            nodes.awaitAlerts(written, master);
            nodes.node(master).start().awaitStatus("green");

            String owner = nodes.owner(nodes.any(""));
            write(nodes.any(owner));
            nodes.node(owner).kill();
            write(nodes.any(owner));
            nodes.awaitAlerts(written, owner);
            assertThat(nodes.owner(nodes.any(owner))).isNotEqualTo(owner);
        }
    }

    private void write(Http http) throws IOException {
        for (int i = 0; i < PAIRS; i++, written++) {
            for (String lines : ThreeNodes.pair(written, Instant.now().minusSeconds(50))) {
                index(http, lines);
            }
        }
    }

    /**
     * As a client does that wants its events in: again until the cluster took them. A second copy has the same ids, and
     * makes no second alert.
     */
    private static void index(Http http, String lines) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            Http.Answer answer = http.bulk("/_bulk?timeout=5s", lines);
            if (answer.status() == 200 && !answer.json().path("errors").asBoolean()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not indexed within 90 s: " + answer);
            }
        }
    }
}
