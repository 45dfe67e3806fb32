package org.esdetect.product;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.VersionType;
import org.elasticsearch.ingest.IngestDocument;
import org.elasticsearch.ingest.Processor;
import org.esdetect.bench.RuleFolder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.es.ingest.DetectProcessor;
import org.esdetect.es.ingest.InlineCounters;
import org.esdetect.es.ingest.Inspection;
import org.esdetect.es.ingest.TargetNames;

/**
 * CPU time of the processor, by the clock of the thread that runs it: a difference between whole bulk requests would drown it.
 * Every rule judges every event, whatever its index patterns.
 */
final class InlineCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int EVENTS_AT_A_TIME = 16;

    private final Processor processor;

    InlineCost() throws IOException {
        List<CompiledRule> rules = new ArrayList<>();
        RuleFolder.rules()
                .forEach(rule ->
                        rules.add(RuleCompiler.compile(rule.withEnabled(true).withIndices(List.of("*")))));
        Detector detector = new Detector();
        detector.replace(new CompiledRules(rules, 1));
        Inspection inspection = new Inspection(
                detector, new TargetNames(() -> Metadata.EMPTY_METADATA), new InlineCounters(), InstantSource.system());
        this.processor = new DetectProcessor.Factory(inspection).create(Map.of(), null, null, Map.of());
    }

    /** Nanoseconds an event, over all of them, each freshly parsed. */
    double measure(int events, IntFunction<Map<String, Object>> event) throws Exception {
        long nanos = 0;
        for (int from = 0; from < events; from += EVENTS_AT_A_TIME) {
            List<IngestDocument> documents = new ArrayList<>(EVENTS_AT_A_TIME);
            for (int i = from; i < Math.min(events, from + EVENTS_AT_A_TIME); i++) {
                documents.add(new IngestDocument("bench", "id", 1, null, VersionType.INTERNAL, event.apply(i)));
            }
            long start = THREADS.getCurrentThreadCpuTime();
            for (IngestDocument document : documents) {
                processor.execute(document);
            }
            nanos += THREADS.getCurrentThreadCpuTime() - start;
        }
        return (double) nanos / events;
    }
}
