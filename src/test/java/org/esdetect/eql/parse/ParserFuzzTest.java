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
import java.util.concurrent.TimeUnit;
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

    /** Instead of a number of texts. */
    private static final long NANOS = TimeUnit.MINUTES.toNanos(Long.getLong("detect.fuzz.minutes", 0));

    private static final int REPORT_EVERY = 20_000;

    /** Damaged texts that are kept to be damaged further, beside the rules. */
    private static final int MAX_KEPT = 1_000;

    /** What a text may have used when it is done: more would mean that something is kept for ever. */
    private static final long MAX_GROWTH_BYTES = 64L * 1024 * 1024;

    private static final Path LAST = Path.of("target", "fuzz-last.txt");

    private final long seed = Long.getLong("detect.seed", 20_261_121L);
    private final Random random = new Random(seed);
    private final List<String> kept = new ArrayList<>();
    private long texts;
    private long withPlan;
    private long slowestNanos;
    private int slowestLength;

    @Test
    void compile_damagedRules_neverFails() throws IOException {
        List<String> rules = rules();
        long before = usedAfterCollection();
        long start = System.nanoTime();
        while (NANOS > 0 ? System.nanoTime() - start < NANOS : texts < TEXTS) {
            List<String> source = kept.isEmpty() || random.nextInt(3) > 0 ? rules : kept;
            compile(Mutations.mutated(source.get(random.nextInt(source.size())), random));
        }
        assertThat(withPlan).as("some are harmless, seed %d", seed).isBetween(texts / 100, texts * 9 / 10);
        kept.clear();
        assertThat(usedAfterCollection() - before)
                .as("bytes that are kept after all, seed %d", seed)
                .isLessThan(MAX_GROWTH_BYTES);
        report();
    }

    private void compile(String text) throws IOException {
        texts++;
        remember(text);
        long start = System.nanoTime();
        try {
            if (Robustness.compiles(text)) {
                withPlan++;
                keep(text);
            }
        } catch (AssertionError failed) {
            throw new AssertionError("seed " + seed + ", text " + texts + ": " + failed.getMessage(), failed);
        }
        long taken = System.nanoTime() - start;
        if (taken > slowestNanos) {
            slowestNanos = taken;
            slowestLength = text.length();
        }
        if (texts % REPORT_EVERY == 0) {
            report();
        }
    }

    private void keep(String text) {
        if (kept.size() < MAX_KEPT) {
            kept.add(text);
        } else {
            kept.set(random.nextInt(MAX_KEPT), text);
        }
    }

    /** How long a text takes depends on the machine: told, not asserted. */
    private void report() {
        System.err.println("seed " + seed + ": " + texts + " texts, " + withPlan + " with a plan, the slowest took ["
                + slowestNanos / 1_000_000 + "] ms for [" + slowestLength + "] characters, ["
                + usedAfterCollection() / (1024 * 1024) + "] MB in use");
    }

    /** Only in a long run, whose texts nobody else can tell. */
    private void remember(String text) throws IOException {
        if (NANOS > 0 || TEXTS >= REPORT_EVERY) {
            Files.write(LAST, (texts + "\n" + text).getBytes(StandardCharsets.UTF_8));
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
