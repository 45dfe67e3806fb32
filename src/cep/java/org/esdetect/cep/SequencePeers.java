package org.esdetect.cep;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One sequence rule over the same events in several engines, in turns, each in JVMs of its own. In each the pairs that
 * an engine finds are compared with {@link Load#pairs}; what differs ends the run.
 *
 * <p>{@code -Ddetect.bench.forks=5} is the number of JVMs, {@code -Ddetect.bench.engines=REGEX} takes some of the engines.
 */
public final class SequencePeers {
    private static final int FORKS = Integer.getInteger("detect.bench.forks", 5);
    private static final Pattern ENGINES = Pattern.compile(System.getProperty("detect.bench.engines", ""));

    private SequencePeers() {}

    /** Compares all engines, or measures the one that is named, in a fork. */
    public static void main(String[] arguments) throws Exception {
        List<Engine> engines = Stream.of(List.<Engine>of(new OurMachine()), Esper.all(), FlinkCep.all())
                .flatMap(List::stream)
                .filter(engine -> ENGINES.matcher(engine.name()).find())
                .toList();
        if (arguments.length == 1) {
            Stopwatch.measure(engines.get(Integer.parseInt(arguments[0])));
            return;
        }
        Map<Integer, double[][]> cpu = new LinkedHashMap<>();
        for (int fork = 0; fork < FORKS; fork++) {
            for (int engine = 0; engine < engines.size(); engine++) {
                String output = fork(engine);
                System.out.printf(Locale.ROOT, "%s%n%s", engines.get(engine).name(), output);
                for (String line : output.lines().toList()) {
                    String[] words = line.split(" ", -1);
                    cpu.computeIfAbsent(Integer.valueOf(words[0]), unseen -> new double[engines.size()][FORKS])[engine]
                            [fork] = Double.parseDouble(words[1]);
                }
            }
        }
        cpu.forEach((percent, figures) -> print(percent, engines, figures));
    }

    private static void print(int percent, List<Engine> engines, double[][] cpu) {
        System.out.printf("%n| %d %% of the events relevant | CPU an event | times the first |%n|---|---|---|%n", percent);
        for (int i = 0; i < engines.size(); i++) {
            Arrays.sort(cpu[i]);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f ns (%.1f–%.1f) | %.1f |%n",
                    engines.get(i).name(),
                    cpu[i][FORKS / 2],
                    cpu[i][0],
                    cpu[i][FORKS - 1],
                    cpu[i][FORKS / 2] / cpu[0][FORKS / 2]);
        }
    }

    private static String fork(int engine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-Xmx2g");
        // For Flink.
        command.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("detect.bench."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", classPath(), SequencePeers.class.getName(), String.valueOf(engine)));
        Process fork = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(fork.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (fork.waitFor() != 0) {
            throw new IllegalStateException("a fork failed: " + output);
        }
        return output;
    }

    /** With the ANTLR first that Esper needs. */
    private static String classPath() {
        List<String> paths = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        Stream<String> first = paths.stream().filter(path -> path.endsWith("-complete.jar"));
        return String.join(File.pathSeparator, Stream.concat(first, paths.stream()).toList());
    }
}
