package org.esdetect.cep;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One sequence rule over the same events in several engines, in turns. First the answers are compared, pair by pair;
 * what differs ends the run. Then the time of an event is told, CPU of all threads and wall, those that match nothing
 * included.
 */
public final class SequencePeers {
    private static final int ROUNDS = Integer.getInteger("detect.bench.rounds", 5);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SequencePeers() {}

    public static void main(String[] arguments) throws Exception {
        List<Engine> engines = new ArrayList<>();
        engines.add(new OurMachine());
        engines.addAll(Esper.all());
        engines.add(new FlinkCep());
        for (int relevantPercent : new int[] {2, 40}) {
            Load load = Load.of(relevantPercent);
            Map<Integer, Integer> expected = engines.get(0).prepare().pairs(load);
            System.out.printf(
                    Locale.ROOT,
                    "%d events, %d %% of them relevant, %d pairs%n",
                    load.events().size(),
                    relevantPercent,
                    expected.size());
            for (Engine engine : engines) {
                try (Engine.Prepared prepared = engine.prepare()) {
                    if (!prepared.pairs(load).equals(expected)) {
                        throw new IllegalStateException(engine.name() + " finds other pairs");
                    }
                }
            }
            measure(engines, load);
        }
    }

    private static void measure(List<Engine> engines, Load load) throws Exception {
        double[][] cpu = new double[engines.size()][ROUNDS];
        double[][] wall = new double[engines.size()][ROUNDS];
        // Two rounds to warm up.
        for (int round = -2; round < ROUNDS; round++) {
            for (int i = 0; i < engines.size(); i++) {
                try (Engine.Prepared prepared = engines.get(i).prepare()) {
                    long cpuStart = PROCESS.getProcessCpuTime();
                    long start = System.nanoTime();
                    prepared.pairs(load);
                    if (round >= 0) {
                        wall[i][round] = (double) (System.nanoTime() - start) / load.events().size();
                        cpu[i][round] = (double) (PROCESS.getProcessCpuTime() - cpuStart)
                                / load.events().size();
                    }
                }
            }
        }
        for (int i = 0; i < engines.size(); i++) {
            Arrays.sort(cpu[i]);
            Arrays.sort(wall[i]);
            System.out.printf(
                    Locale.ROOT,
                    "%-55s CPU %8.1f ns (%.1f-%.1f), wall %8.1f ns an event; load %.1f%n",
                    engines.get(i).name(),
                    cpu[i][ROUNDS / 2],
                    cpu[i][0],
                    cpu[i][ROUNDS - 1],
                    wall[i][ROUNDS / 2],
                    PROCESS.getSystemLoadAverage());
        }
    }
}
