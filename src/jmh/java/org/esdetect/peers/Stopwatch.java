package org.esdetect.peers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.esdetect.bench.EventFile;

/**
 * CPU time of this thread per event. Events are parsed a few at a time before the clock starts, so that they are as warm, and
 * their strings as new, as behind a real parser. Every measured pass is over all events.
 */
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of CPU time: on a busy machine so many seconds of a clock warm nothing. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("detect.bench.warmup.seconds", 4));

    /** Of judging: a fast engine has seen all events many times by then, a slow one once. */
    private static final long MEASURED_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("detect.bench.measure.millis", 300));

    private final EventFile events;
    private long matches;

    Stopwatch(EventFile events) {
        this.events = events;
    }

    /** Nanoseconds an event, after a warm-up. */
    <E> double measure(Contender<E> contender) throws Exception {
        long warm = THREADS.getCurrentThreadCpuTime() + WARM_UP_NANOS;
        while (THREADS.getCurrentThreadCpuTime() < warm) {
            pass(contender, warm);
        }
        long nanos = 0;
        long passes = 0;
        while (nanos < MEASURED_NANOS) {
            nanos += pass(contender, Long.MAX_VALUE);
            passes++;
        }
        return (double) nanos / passes / events.size();
    }

    /** CPU time of all judging in one pass; a pass of the warm-up ends early. */
    private <E> long pass(Contender<E> contender, long end) throws Exception {
        long nanos = 0;
        for (int from = 0; from < events.size() && THREADS.getCurrentThreadCpuTime() < end; from += contender.batch()) {
            int to = Math.min(events.size(), from + contender.batch());
            List<E> fresh = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                fresh.add(contender.prepare(events.parse(i)));
            }
            long start = THREADS.getCurrentThreadCpuTime();
            contender.match(fresh, (event, rule) -> matches++);
            nanos += THREADS.getCurrentThreadCpuTime() - start;
        }
        return nanos;
    }

    /** Keeps the judging from being optimised away. */
    long matches() {
        return matches;
    }
}
