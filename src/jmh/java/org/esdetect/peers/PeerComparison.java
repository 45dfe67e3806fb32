package org.esdetect.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.esdetect.bench.RuleFolder.EventRule;
import org.esdetect.condition.Condition;

/**
 * The network against other engines. First every engine must give the answers of one rule after the other, on all events; then
 * each is timed in JVMs of its own, in turns, after the network on the same rules. Prints medians, extremes and ratios.
 */
public final class PeerComparison {
    private static final int FORKS = Integer.getInteger("detect.bench.forks", 5);

    private PeerComparison() {}

    /**
     * Compares the engines that are named, or all.
     *
     * @param arguments names of {@link Entrant}s; {@code check} among them to compare answers only; {@code measure} and one
     *     name in a fork
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        Course course = Course.load();
        if (words.remove("measure")) {
            measure(course, Entrant.valueOf(words.get(0)));
            return;
        }
        boolean checkOnly = words.remove("check");
        List<Entrant> entrants = words.isEmpty()
                ? List.of(Entrant.values())
                : words.stream().map(Entrant::valueOf).toList();
        System.out.printf(
                "%d single-event rules, %d events, Java %s, heap %d MB%n",
                course.rules().size(),
                course.events().size(),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20);
        for (Entrant entrant : entrants) {
            check(course, entrant);
        }
        if (!checkOnly) {
            compare(course, entrants);
        }
    }

    private static void check(Course course, Entrant entrant) throws Exception {
        List<EventRule> rules = course.rulesFor(entrant);
        try (Contender<?> contender = entrant.load(Course.conditions(rules), course.listFields())) {
            OneNetwork network = new OneNetwork(Course.conditions(rules));
            long matches = new SameAnswers(course.events(), rules).check(contender);
            new SameAnswers(course.events(), rules).check(network);
            long triggered = 0;
            if (course.triggers().isPresent()) {
                triggered = new SameAnswers(course.triggers().get(), rules).check(contender);
                new SameAnswers(course.triggers().get(), rules).check(network);
            }
            System.out.printf(
                    "%s: %d rules, %d matches and %d on triggers, as they should be; not expressible: %s%n",
                    entrant.title(), rules.size(), matches, triggered, course.reasonsAgainst(entrant));
        }
    }

    /** Prints nanoseconds an event of the network and of the other engine. The network is first: nothing has warmed it. */
    private static void measure(Course course, Entrant entrant) throws Exception {
        List<Condition> conditions = Course.conditions(course.rulesFor(entrant));
        Stopwatch stopwatch = new Stopwatch(course.events());
        double network = stopwatch.measure(new OneNetwork(conditions));
        try (Contender<?> peer = entrant.load(conditions, course.listFields())) {
            System.out.println(network + " " + stopwatch.measure(peer));
        }
        if (stopwatch.matches() < 0) {
            throw new IllegalStateException("more matches than can be counted");
        }
    }

    private static void compare(Course course, List<Entrant> entrants) throws Exception {
        Map<Entrant, double[]> peers = new EnumMap<>(Entrant.class);
        Map<Entrant, double[]> network = new EnumMap<>(Entrant.class);
        for (int fork = 0; fork < FORKS; fork++) {
            for (Entrant entrant : entrants) {
                double[] nanos = fork(entrant);
                network.computeIfAbsent(entrant, unseen -> new double[FORKS])[fork] = nanos[0];
                peers.computeIfAbsent(entrant, unseen -> new double[FORKS])[fork] = nanos[1];
            }
        }
        System.out.printf("CPU an event, median of %d forks (least to most)%n", FORKS);
        System.out.println("| engine | rules | engine | network, same rules | ratio |");
        System.out.println("|---|---|---|---|---|");
        for (Entrant entrant : entrants) {
            double ratio = median(peers.get(entrant)) / median(network.get(entrant));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %.1f |%n",
                    entrant.title(),
                    course.rulesFor(entrant).size(),
                    micros(peers.get(entrant)),
                    micros(network.get(entrant)),
                    ratio);
        }
    }

    private static String micros(double[] nanos) {
        DoubleStream sorted = Arrays.stream(nanos).sorted();
        double[] micros = sorted.map(value -> value / 1000).toArray();
        return String.format(Locale.ROOT, "%.2f µs (%.2f–%.2f)", median(micros), micros[0], micros[micros.length - 1]);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** Runs one measurement in a JVM that has seen nothing else. */
    private static double[] fork(Entrant entrant) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("detect.bench."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerComparison.class.getName()));
        command.addAll(List.of("measure", entrant.name()));
        Process fork = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(fork.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (fork.waitFor() != 0) {
            throw new IllegalStateException("fork of [" + entrant.title() + "] failed: " + output);
        }
        String[] nanos = output.strip().split(" ");
        System.out.printf("%s: %s ns, network %s ns%n", entrant.title(), nanos[1], nanos[0]);
        return new double[] {Double.parseDouble(nanos[0]), Double.parseDouble(nanos[1])};
    }
}
