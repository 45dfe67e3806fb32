package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

/** Rules change while many threads judge: each document is judged by one whole set of rules, never by a mix. */
class ReplacedRulesTest {
    /** Rules are replaced for so long; {@code -Ddetect.writers.seconds=120} for long. */
    private static final int SECONDS = Integer.getInteger("detect.writers.seconds", 3);

    private static final int WRITERS = 16;
    private static final int REPLACEMENTS = SECONDS * 10;
    private static final int RULES = 300;
    private static final int VALUES = 8;
    private static final String TARGET = "logs-endpoint.events.process-default";

    private final Detector detector = new Detector();
    /** By generation: what each of the documents must match, judged one rule after the other. */
    private final Map<Long, List<List<CompiledRule>>> expected = new ConcurrentHashMap<>();

    private volatile long published;
    private volatile boolean done;

    /** What one thread saw; {@code during} a replacement: the generation before and after the judgement differ. */
    private record Seen(long documents, long during, Set<Long> generations) {}

    @Test
    void match_rulesAreReplacedMeanwhile_isOfOneWholeGeneration() throws InterruptedException, ExecutionException {
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(rule(i, 0));
        }
        publish(new CompiledRules(rules, 0));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Seen>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(threads.submit(this::judge));
        }
        replaceAgainAndAgain(rules);
        long documents = 0;
        long during = 0;
        Set<Long> generations = ConcurrentHashMap.newKeySet();
        for (Future<Seen> writer : writers) {
            Seen seen = writer.get();
            assertThat(seen.documents()).isPositive();
            documents += seen.documents();
            during += seen.during();
            generations.addAll(seen.generations());
        }
        threads.shutdown();
        System.err.println(documents + " documents by " + WRITERS + " threads, " + during + " of them during one of "
                + published + " replacements; " + generations.size() + " generations seen");
        assertThat(published).isEqualTo(REPLACEMENTS);
        assertThat(generations).hasSizeGreaterThan(REPLACEMENTS / 4);
    }

    /** The first and the last rule change each time, so both ends of an answer name its generation; and one between. */
    private void replaceAgainAndAgain(List<CompiledRule> rules) throws InterruptedException {
        try {
            for (int generation = 1; generation <= REPLACEMENTS; generation++) {
                TimeUnit.MILLISECONDS.sleep(100);
                for (int changed : new int[] {0, 1 + generation % (RULES - 2), RULES - 1}) {
                    rules.set(changed, rule(changed, generation));
                }
                publish(new CompiledRules(rules, generation, detector.current()));
            }
        } finally {
            done = true;
        }
    }

    private void publish(CompiledRules rules) {
        List<List<CompiledRule>> matches = new ArrayList<>();
        for (int value = 0; value < VALUES; value++) {
            MapEvent event = new MapEvent(document(value));
            matches.add(rules.all().stream().filter(rule -> rule.matches(event)).toList());
        }
        expected.put(rules.generation(), matches);
        detector.replace(rules);
        published = rules.generation();
    }

    private Seen judge() {
        long documents = 0;
        long during = 0;
        Set<Long> generations = ConcurrentHashMap.newKeySet();
        while (!done) {
            int value = (int) (documents++ % VALUES);
            long before = published;
            List<CompiledRule> matched = detector.current().match(document(value), TARGET);
            long after = published;
            long generation = generation(matched.get(0));
            // The set is published before its number is, so it may be one ahead.
            assertThat(generation).isBetween(before, after + 1);
            assertThat(matched).isEqualTo(expected.get(generation).get(value));
            generations.add(generation);
            during += before == after ? 0 : 1;
        }
        return new Seen(documents, during, generations);
    }

    /** The ends match every document, the others one document in so many, and another one after each change. */
    private static CompiledRule rule(int place, long generation) {
        boolean end = place == 0 || place == RULES - 1;
        String query = end
                ? "process where process.name : \"*.exe\" and user.name != \"nobody-" + generation + "\""
                : "process where process.name == \"value-" + (place + generation) % VALUES
                        + ".exe\" and process.args : \"*--every*\" and not process.pid == " + place;
        return RuleCompiler.compile(TestRules.rule(
                "rule-%03d".formatted(place), Map.of("query", query, "name", String.valueOf(generation))));
    }

    private static long generation(CompiledRule rule) {
        return Long.parseLong(rule.rule().name());
    }

    /** A document of its own for each judgement, as an ingest pipeline would hand it over. */
    private static Map<String, Object> document(int value) {
        Map<String, Object> process = new HashMap<>();
        process.put("name", "value-" + value + ".exe");
        process.put("pid", 4711);
        process.put("args", new ArrayList<>(List.of("--every", "one")));
        Map<String, Object> document = new HashMap<>();
        document.put("process", process);
        document.put("event", new HashMap<>(Map.of("category", "process")));
        return document;
    }
}
