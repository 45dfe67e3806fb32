package org.esdetect.cep;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import org.esdetect.bench.CompilerTime;

/**
 * CPU time and wall time an event, those that match nothing included. CPU is that of the whole process, garbage
 * collection among it, less that of the compilers.
 */
final class Stopwatch {
    private static final int[] PERCENTS = Arrays.stream(
                    System.getProperty("detect.bench.percents", "2,10,40,100").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    /** Of CPU time: on a busy machine so many seconds of a clock warm nothing. */
    private static final double WARM_UP_NANOS = 1e9 * Double.parseDouble(System.getProperty("detect.bench.warmup.seconds", "4"));

    /** Many times that in which the system tells CPU time, a hundredth of a second. */
    private static final double MEASURED_NANOS = 1e9;

    private static final int LEAST_ROUNDS = 2;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Engine engine;
    private final Load load;
    private final Pairs expected;
    private final Pairs pairs;
    private double cpuNanos;
    private double threadNanos;
    private double wallNanos;
    private int rounds;

    private Stopwatch(Engine engine, Load load) {
        this.engine = engine;
        this.load = load;
        this.expected = load.pairs();
        this.pairs = new Pairs(load.events().size());
    }

    /** Prints a line for each share of relevant events: the share, CPU and wall in nanoseconds an event, how many pairs. */
    static void measure(Engine engine) throws Exception {
        for (int percent : PERCENTS) {
            Load load = Load.of(percent);
            new Stopwatch(engine, load).runFor(WARM_UP_NANOS);
            Stopwatch measured = new Stopwatch(engine, load);
            measured.runFor(MEASURED_NANOS);
            Stopwatch start = new Stopwatch(engine, Load.EMPTY);
            if (engine.startsWithEachRun()) {
                start.runFor(MEASURED_NANOS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d %.1f %.1f %.1f %d%n",
                    percent,
                    (measured.a(measured.cpuNanos) - start.a(start.cpuNanos)) / load.events().size(),
                    (measured.a(measured.threadNanos) - start.a(start.threadNanos)) / load.events().size(),
                    (measured.a(measured.wallNanos) - start.a(start.wallNanos)) / load.events().size(),
                    measured.expected.size());
        }
    }

    /** Of {@code nanos} the share of one round. */
    private double a(double nanos) {
        return rounds == 0 ? 0 : nanos / rounds;
    }

    private void runFor(double nanos) throws Exception {
        while (rounds < LEAST_ROUNDS || cpuNanos < nanos) {
            run();
            if (!pairs.isAs(expected)) {
                throw new IllegalStateException(engine.name() + " finds other pairs");
            }
            rounds++;
        }
    }

    private void run() throws Exception {
        pairs.clear();
        try (Engine.Prepared prepared = engine.prepare(pairs)) {
            long process = ProcessHandle.current().pid();
            long compilers = CompilerTime.millis(process);
            long cpu = PROCESS.getProcessCpuTime();
            long thread = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            prepared.run(load);
            wallNanos += System.nanoTime() - wall;
            threadNanos += THREADS.getCurrentThreadCpuTime() - thread;
            cpuNanos += PROCESS.getProcessCpuTime() - cpu;
            cpuNanos -= 1e6 * (CompilerTime.millis(process) - compilers);
        }
    }
}
