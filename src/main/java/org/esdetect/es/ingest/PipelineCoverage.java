package org.esdetect.es.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;
import org.jspecify.annotations.Nullable;

/** Whether a document that enters a pipeline passes our processor. Follows {@code pipeline} processors. */
final class PipelineCoverage {

    /** In the order of certainty. */
    enum Reach {
        /** Nothing stands before it. */
        FIRST,
        /**
         * Processors stand before it: when one fails, the document is refused, unless something around takes the
         * failure.
         */
        AFTER_OTHERS,
        /** A failure before it may be taken and the document indexed without having passed it. */
        SKIPPABLE,
        /** It is not there, under a condition, or after a {@code terminate}. */
        NEVER
    }

    private static final int MAX_DEPTH = 100;

    private final Map<String, PipelineConfiguration> pipelines;
    private final Map<String, Reach> known = new HashMap<>();

    private PipelineCoverage(Map<String, PipelineConfiguration> pipelines) {
        this.pipelines = pipelines;
    }

    static PipelineCoverage of(Metadata metadata) {
        IngestMetadata ingest = metadata.custom(IngestMetadata.TYPE);
        return new PipelineCoverage(ingest == null ? Map.of() : ingest.getPipelines());
    }

    synchronized Reach reach(String pipeline) {
        return reach(pipeline, 0);
    }

    /**
     * Each pipeline is walked once. One that comes around to itself fails its documents, so while it is being walked it
     * reaches nothing; the same holds for one that is nested too deeply.
     */
    private Reach reach(String pipeline, int depth) {
        Reach reach = known.get(pipeline);
        if (reach != null) {
            return reach;
        }
        PipelineConfiguration configuration = depth > MAX_DEPTH ? null : pipelines.get(pipeline);
        if (configuration == null) {
            return Reach.NEVER;
        }
        known.put(pipeline, Reach.NEVER);
        Map<String, Object> body = configuration.getConfig();
        if (body.get("processors") instanceof List<?> processors) {
            reach = walk(processors, body.containsKey("on_failure"), depth);
            known.put(pipeline, reach);
            return reach;
        }
        return Reach.NEVER;
    }

    private Reach walk(List<?> processors, boolean takesFailures, int depth) {
        Reach best = Reach.NEVER;
        for (int i = 0; i < processors.size(); i++) {
            Step step = Step.of(processors.get(i));
            if (step == null || step.type().equals("terminate")) {
                break;
            }
            Reach reach = reach(step, depth);
            if (reach == Reach.FIRST && i > 0) {
                reach = Reach.AFTER_OTHERS;
            }
            if (reach == Reach.AFTER_OTHERS && takesFailures) {
                reach = Reach.SKIPPABLE;
            }
            best = reach.compareTo(best) < 0 ? reach : best;
        }
        return best;
    }

    private Reach reach(Step step, int depth) {
        if (step.options().containsKey("if")) {
            return Reach.NEVER;
        }
        if (step.type().equals(DetectProcessor.TYPE)) {
            return Reach.FIRST;
        }
        if (!step.type().equals("pipeline") || !(step.options().get("name") instanceof String name)) {
            return Reach.NEVER;
        }
        Reach inner = reach(name, depth + 1);
        return inner == Reach.AFTER_OTHERS && step.takesFailures() ? Reach.SKIPPABLE : inner;
    }

    /** A processor as a pipeline writes it: its type and its options. */
    private record Step(String type, Map<?, ?> options) {
        static @Nullable Step of(@Nullable Object processor) {
            if (processor instanceof Map<?, ?> map && map.size() == 1) {
                Map.Entry<?, ?> only = map.entrySet().iterator().next();
                return new Step(
                        String.valueOf(only.getKey()),
                        only.getValue() instanceof Map<?, ?> options ? options : Map.of());
            }
            return null;
        }

        boolean takesFailures() {
            return options.containsKey("on_failure")
                    || Boolean.parseBoolean(String.valueOf(options.get("ignore_failure")));
        }
    }
}
