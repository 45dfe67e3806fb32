package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;
import org.esdetect.testing.EqlCases;
import org.esdetect.testing.Mutations;
import org.junit.jupiter.api.Test;

/**
 * Real rules, damaged again and again: a damaged one that still has a plan may be damaged further, so that the search
 * goes away from what is right.
 *
 * <p>The long run is {@code -Ddetect.fuzz=1000000 -Ddetect.fuzz.rules=FOLDER -Ddetect.seed=1}: so many texts, made of
 * the rules of a folder of TOML files. A text that takes more than its share of work shows as a run that does not end;
 * it is then the one named in {@code target/fuzz-last.txt}.
 */
class ParserFuzzTest {
    private static final int TEXTS = Integer.getInteger("detect.fuzz", 2_000);
    private static final int REPORT_EVERY = 100_000;

    /** Damaged texts that are kept to be damaged further, beside the rules. */
    private static final int MAX_KEPT = 1_000;

    /** What a text may have used when it is done: more would mean that something is kept for ever. */
    private static final long MAX_GROWTH_BYTES = 64L * 1024 * 1024;

    private static final Path LAST = Path.of("target", "fuzz-last.txt");

    @Test
    void compile_damagedRules_neverFails() throws IOException {
        long seed = Long.getLong("detect.seed", 20_261_121L);
        Random random = new Random(seed);
        List<String> rules = rules();
        List<String> kept = new ArrayList<>();
        int withPlan = 0;
        Slowest slowest = new Slowest();
        long before = usedAfterCollection();
        for (int i = 1; i <= TEXTS; i++) {
            List<String> source = kept.isEmpty() || random.nextInt(3) > 0 ? rules : kept;
            String text = Mutations.mutated(source.get(random.nextInt(source.size())), random);
            remember(i, text);
            long start = System.nanoTime();
            try {
                if (Robustness.compiles(text)) {
                    withPlan++;
                    keep(kept, text, random);
                }
            } catch (AssertionError failed) {
                throw new AssertionError("seed " + seed + ", text " + i + ": " + failed.getMessage(), failed);
            }
            slowest.took(System.nanoTime() - start, text);
            report(seed, i, withPlan, slowest);
        }
        assertThat(withPlan).as("some are harmless, seed %d", seed).isBetween(TEXTS / 100, TEXTS * 9 / 10);
        assertThat(usedAfterCollection() - before)
                .as("memory that is kept after all, seed %d", seed)
                .isLessThan(MAX_GROWTH_BYTES);
    }

    private static void keep(List<String> kept, String text, Random random) {
        if (kept.size() < MAX_KEPT) {
            kept.add(text);
        } else {
            kept.set(random.nextInt(MAX_KEPT), text);
        }
    }

    /** Only in a long run, whose texts nobody else can tell. */
    private static void remember(int number, String text) throws IOException {
        if (TEXTS > REPORT_EVERY) {
            Files.write(LAST, (number + "\n" + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void report(long seed, int number, int withPlan, Slowest slowest) {
        if (number % REPORT_EVERY == 0) {
            System.err.println(
                    "seed " + seed + ": " + number + " texts, " + withPlan + " with a plan, the slowest took ["
                            + slowest.nanos / 1_000_000 + "] ms, in [" + slowest.characters + "] characters");
        }
    }

    /** For the eye: how long a text takes depends on the machine, so that nothing is asserted. */
    private static final class Slowest {
        private long nanos;
        private int characters;

        void took(long taken, String text) {
            if (taken > nanos) {
                nanos = taken;
                characters = text.length();
            }
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<String> rules() throws IOException {
        Path folder = Path.of(System.getProperty("detect.fuzz.rules", "rules"));
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .map(ParserFuzzTest::query)
                    .filter(query -> !query.isEmpty())
                    .forEach(queries::add);
        }
        EqlCases.of("syntax").forEach(example -> queries.add(example.query()));
        EqlCases.of("broken").forEach(example -> queries.add(example.query()));
        return queries;
    }

    private static String query(Path file) {
        try {
            return TomlRules.read(file.getFileName().toString(), Files.readString(file))
                    .rule()
                    .map(Rule::query)
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
