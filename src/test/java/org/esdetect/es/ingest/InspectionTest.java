package org.esdetect.es.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esdetect.es.ingest.TestRules.process;

import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.VersionType;
import org.elasticsearch.ingest.IngestDocument;
import org.esdetect.condition.Condition;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final String INDEX = "logs-endpoint.events.process-default";

    private final Detector detector = new Detector();
    private final InlineCounters counters = new InlineCounters();
    private final Inspection inspection = new Inspection(
            detector,
            new TargetNames(() -> Metadata.EMPTY_METADATA),
            counters,
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));

    @Test
    void execute_twoRulesMatch_tagsTheirIdsInOrderAndTheTime() {
        detector.replace(TestRules.of(1, process("b", "cmd.exe"), process("a", "cmd.exe"), process("c", "other")));
        assertThat(execute(Map.of("process", Map.of("name", "cmd.exe"))))
                .isEqualTo(Map.of(
                        "process",
                        Map.of("name", "cmd.exe"),
                        "detect",
                        Map.of("rule_ids", List.of("a", "b"), "at", "2026-01-02T03:04:05.000Z")));
        assertThat(counters.stats())
                .containsEntry("documents", 1L)
                .containsEntry("matched_documents", 1L)
                .containsEntry("matches", 2L)
                // One document in 64 is timed as well, and then has more to say of its rules.
                .extractingByKey("rules", InstanceOfAssertFactories.map(String.class, Map.class))
                .containsOnlyKeys("a", "b")
                .allSatisfy((id, counted) -> assertThat(counted.get("matches")).isEqualTo(1L));
    }

    @Test
    void execute_ruleOverItsCap_keepsItsTag_andIsMarkedAsHeldBack() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe"), process("b", "cmd.exe")));
        inspection.setMaxSignals(1);
        Map<String, Object> source = Map.of("process.name", "cmd.exe");
        assertThat(execute(source).get("detect")).asString().doesNotContain("capped");
        assertThat(execute(source).get("detect"))
                .isEqualTo(Map.of(
                        "rule_ids", List.of("a", "b"), "capped", List.of("a", "b"), "at", "2026-01-02T03:04:05.000Z"));
        assertThat(counters.stats()).containsEntry("held_back", 2L).containsEntry("matches", 4L);
    }

    @Test
    void execute_dottedKey_isTheSameField() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        assertThat(execute(Map.of("process.name", "cmd.exe"))).containsKey("detect");
    }

    @Test
    void execute_noMatch_leavesTheDocumentAsItIs() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        Map<String, Object> source = Map.of("process", Map.of("name", "sh"), "detector", 1, "a.detect.b", 2);
        assertThat(execute(source)).isEqualTo(source);
        assertThat(counters.stats()).containsEntry("documents", 1L).containsEntry("matched_documents", 0L);
    }

    @Test
    void execute_ruleThatDoesNotNameTheIndex_isNotAsked() {
        detector.replace(TestRules.of(1, TestRules.rule("a", Condition.ALWAYS, "winlogbeat-*")));
        assertThat(execute(Map.of("x", 1))).doesNotContainKey("detect");
    }

    @Test
    void execute_tagFromTheClient_isTakenOutInEveryForm() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        assertThat(execute(Map.of("detect", Map.of("rule_ids", List.of("a")), "x", 1)))
                .isEqualTo(Map.of("x", 1));
        assertThat(execute(Map.of("detect.rule_ids", List.of("a"), "detect.at", "now", "x", 1)))
                .isEqualTo(Map.of("x", 1));
        assertThat(execute(nullTag())).isEmpty();
        assertThat(execute(Map.of("detect", "text", "process.name", "cmd.exe")).get("detect"))
                .isEqualTo(Map.of("rule_ids", List.of("a"), "at", "2026-01-02T03:04:05.000Z"));
        assertThat(counters.stats()).containsEntry("stripped_tags", 4L);
    }

    @Test
    void execute_rulesNotLoaded_marksTheDocument() {
        assertThat(execute(Map.of("x", 1)).get("detect"))
                .isEqualTo(Map.of("deferred", List.of("rules_not_loaded"), "at", "2026-01-02T03:04:05.000Z"));
        assertThat(deferred()).containsEntry("rules_not_loaded", 1L);
    }

    @Test
    void execute_disabled_onlyTakesOutForgedTags() {
        inspection.setEnabled(false);
        assertThat(execute(Map.of("detect.rule_ids", "a", "process.name", "cmd.exe")))
                .isEqualTo(Map.of("process.name", "cmd.exe"));
        assertThat(counters.stats()).containsEntry("documents", 0L).containsEntry("passed_while_disabled", 1L);
    }

    @Test
    void execute_ruleThatThrows_marksTheDocumentAndCounts() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        assertThat(execute(Map.of("process", new Hostile())).get("detect"))
                .isEqualTo(Map.of("deferred", List.of("error"), "at", "2026-01-02T03:04:05.000Z"));
        assertThat(deferred()).containsEntry("error", 1L);
        assertThat(counters.stats().get("last_error")).asString().contains("hostile");
    }

    @Test
    void execute_deepDocument_isNotRefused() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        Map<String, Object> source = nested(1_000);
        assertThat(execute(source)).doesNotContainKey("detect");
        source.put("process", new HashMap<>(Map.of("name", nested(1_000))));
        assertThat(execute(source)).doesNotContainKey("detect");
        assertThat(deferred()).containsEntry("error", 0L);
    }

    @Test
    void execute_arraysWithoutEnd_marksTheDocumentAsTooLarge() {
        detector.replace(TestRules.of(1, process("a", "cmd.exe")));
        Map<String, Object> process = new HashMap<>();
        process.put("name", endless());
        Map<String, Object> source = new HashMap<>(Map.of("process", process));
        inspection.inspect(source, INDEX);
        assertThat(source.get("detect"))
                .isEqualTo(Map.of("deferred", List.of("too_large"), "at", "2026-01-02T03:04:05.000Z"));
    }

    @Test
    void execute_rulesAreSwappedMeanwhile_eachDocumentSeesOneWholeSet()
            throws InterruptedException, ExecutionException {
        CompiledRule[] odd = {process("odd-1", "x"), process("odd-2", "x")};
        CompiledRule[] even = {process("even-1", "x"), process("even-2", "x")};
        detector.replace(TestRules.of(0, even));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Object>>> seen = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            seen.add(threads.submit(() -> {
                start.await();
                List<Object> tags = new ArrayList<>();
                for (int n = 0; n < 20_000; n++) {
                    tags.add(((Map<?, ?>) execute(Map.of("process.name", "x")).get("detect")).get("rule_ids"));
                }
                return tags;
            }));
        }
        Future<?> swaps = threads.submit(() -> {
            start.countDown();
            for (int n = 1; n < 20_000; n++) {
                detector.replace(TestRules.of(n, n % 2 == 0 ? even : odd));
            }
        });
        swaps.get();
        for (Future<List<Object>> each : seen) {
            assertThat(each.get()).isSubsetOf(List.of("odd-1", "odd-2"), List.of("even-1", "even-2"));
        }
        threads.shutdown();
    }

    @Test
    void create_unknownOption_isNamed() {
        DetectProcessor.Factory factory = new DetectProcessor.Factory(inspection);
        assertThatThrownBy(() -> factory.create(Map.of(), null, null, new TreeMap<>(Map.of("rules", "x", "field", 1))))
                .isInstanceOf(ElasticsearchParseException.class)
                .hasMessage("processor [detect] takes no option of its own, found [field, rules]: which rules run is"
                        + " decided by the rules, remove the option");
    }

    @Test
    void percentile_ofKnownTimes_isAtMostAQuarterTooHigh() {
        SampledTimes times = new SampledTimes();
        for (long nanos = 1; nanos <= 1_000; nanos++) {
            times.add(nanos);
        }
        assertThat((long) times.percentiles().get("p50")).isBetween(500L, 625L);
        assertThat((long) times.percentiles().get("p99")).isBetween(990L, 1_000L);
        assertThat(times.percentiles()).containsEntry("max", 1_000L);
        assertThat(times.sums()).containsEntry("count", 1_000L).containsEntry("total_nanos", 500_500L);
        for (long nanos : new long[] {0, 1, 3, 4, 5, 7, 8, 1_000_000, Long.MAX_VALUE}) {
            int bucket = SampledTimes.bucket(nanos);
            assertThat(nanos).isLessThanOrEqualTo(SampledTimes.upperEnd(bucket));
            assertThat(bucket == 0 || nanos > SampledTimes.upperEnd(bucket - 1) || bucket < 8)
                    .isTrue();
        }
    }

    private Map<String, Object> execute(Map<String, Object> source) {
        IngestDocument document = new IngestDocument(INDEX, null, 1, null, VersionType.INTERNAL, new HashMap<>(source));
        DetectProcessor processor =
                new DetectProcessor.Factory(inspection).create(Map.of(), null, null, new HashMap<>());
        assertThat(processor.execute(document)).isSameAs(document);
        return document.getSource();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> deferred() {
        return (Map<String, Object>) counters.stats().get("deferred");
    }

    private static Map<String, Object> nullTag() {
        Map<String, Object> source = new HashMap<>();
        source.put("detect", null);
        return source;
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> source = new HashMap<>();
        for (int i = 0; i < levels; i++) {
            source = new HashMap<>(Map.of("process", source));
        }
        return source;
    }

    /** A list that holds itself. */
    private static List<Object> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    /** Stands for whatever makes a rule throw. */
    private static final class Hostile extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("hostile");
        }
    }
}
