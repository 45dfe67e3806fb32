package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.esdetect.testing.Http;
import org.junit.jupiter.api.Test;

/**
 * The node that owns the schedule is killed, again and again, while events come: every alert is there, once.
 *
 * <p>Two kills; {@code -Ddetect.kills=10 -Ddetect.kill.every=30} is the long one.
 */
class OwnerKilledIT {
    private static final int KILLS = Integer.getInteger("detect.kills", 2);
    private static final int SECONDS_BETWEEN = Integer.getInteger("detect.kill.every", 10);
    private static final long PAUSE_MILLIS = 150;

    @Test
    void ownerKilled_againAndAgain_underLoad_alertsAreThoseExpected() throws Exception {
        try (ThreeNodes nodes = ThreeNodes.start()) {
            AtomicInteger written = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread load = new Thread(() -> load(nodes, written, enough), "load");
            load.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            load.start();
            // Alerts must be on more than one node before a node may go: as for any index of the cluster.
            nodes.any("")
                    .await(
                            "/signals-detect*/_count",
                            answer -> answer.status() == 200
                                    && answer.json().path("count").asInt() > 0);
            List<String> told = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                long begin = System.nanoTime();
                nodes.awaitGreen("");
                TimeUnit.SECONDS.sleep(1);
                String owner = nodes.owner(nodes.any(""));
                nodes.node(owner).kill();
                Instant gone = Instant.now();
                String next = nodes.owner(nodes.any(owner));
                told.add(owner + " killed, " + next + " after "
                        + Duration.between(gone, Instant.now()).toMillis() + " ms, " + written + " pairs");
                assertThat(next).isNotEqualTo(owner);
                nodes.node(owner).start().awaitStatus("yellow");
                long left = SECONDS_BETWEEN - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
                TimeUnit.SECONDS.sleep(Math.max(0, left));
            }
            nodes.awaitGreen("");
            enough.set(true);
            load.join();
            assertThat(failure.get()).isNull();
            assertThat(written.get()).isGreaterThan(10 * KILLS);
            told.forEach(System.out::println);
            nodes.awaitAlerts(written.get(), "");
        }
    }

    private static void load(ThreeNodes nodes, AtomicInteger written, AtomicBoolean enough) {
        List<Http> all = nodes.all();
        try {
            for (int number = 0; !enough.get(); number++) {
                for (String lines : ThreeNodes.pair(number, Instant.now().minusSeconds(50))) {
                    index(all, number, lines);
                }
                written.set(number + 1);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a client does that knows all nodes and wants its events in. */
    private static void index(List<Http> all, int number, String lines) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            try {
                Http.Answer answer = all.get((number + attempt) % all.size()).bulk("/_bulk?timeout=5s", lines);
                if (answer.status() == 200 && !answer.json().path("errors").asBoolean()) {
                    return;
                }
            } catch (IOException gone) {
                // That node is down, or went down with the answer: another has to take it.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not indexed within 120 s: " + lines);
    }
}
