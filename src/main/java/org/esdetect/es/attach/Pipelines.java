package org.esdetect.es.attach;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.MetadataIndexTemplateService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;

/** The pipelines of a cluster state. */
record Pipelines(Map<String, PipelineConfiguration> all, ClusterState state) {
    /** What the names of pipelines and templates end with that are left to the operator. */
    static final String CUSTOM = "@custom";

    Pipelines(ClusterState state) {
        this(known(state), state);
    }

    private static Map<String, PipelineConfiguration> known(ClusterState state) {
        IngestMetadata ingest = state.metadata().custom(IngestMetadata.TYPE);
        return ingest == null ? Map.of() : new TreeMap<>(ingest.getPipelines());
    }

    /** What is in a pipeline; nothing when there is none. */
    Map<String, Object> body(String name) {
        PipelineConfiguration found = all.get(name);
        return found == null ? Map.of() : found.getConfig();
    }

    /**
     * The pipeline for the operator's own processors that {@code pipeline} calls without a condition: the one that is
     * named like the stream, else the last.
     */
    Optional<String> custom(String pipeline, String target) {
        if (!(body(pipeline).get("processors") instanceof List<?> processors)) {
            return Optional.empty();
        }
        List<String> called = processors.stream()
                .filter(Map.class::isInstance)
                .map(processor -> ((Map<?, ?>) processor).get("pipeline"))
                .filter(Map.class::isInstance)
                .map(options -> (Map<?, ?>) options)
                .filter(options -> !options.containsKey("if"))
                .map(options -> String.valueOf(options.get("name")))
                .filter(name -> name.endsWith(CUSTOM))
                .toList();
        return called.stream()
                .filter(name -> target.startsWith(name.substring(0, name.length() - CUSTOM.length()) + "-"))
                .reduce((one, other) -> other)
                .or(() -> called.stream().reduce((one, other) -> other));
    }

    /** The settings that a backing index to come gets from its template. */
    Settings templateSettings(String target) {
        String template = MetadataIndexTemplateService.findV2Template(state.metadata(), target, false);
        return template == null
                ? Settings.EMPTY
                : MetadataIndexTemplateService.resolveSettings(state.metadata(), template);
    }
}
