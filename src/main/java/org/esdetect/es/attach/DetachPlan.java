package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.index.IndexSettings;
import org.esdetect.es.DetectNames;

/** What makes documents of some indices pass the processor no more. Mappings stay: they do no harm. */
public final class DetachPlan {
    private DetachPlan() {}

    /** The changes for the indices that {@code patterns} name; none for what is not attached. */
    public static List<Change> of(List<String> patterns, ClusterState state, IndexNameExpressionResolver resolver) {
        Pipelines pipelines = new Pipelines(state);
        Map<String, Change> changes = new LinkedHashMap<>();
        Targets.resolve(patterns, state, resolver).byName().forEach((target, indices) -> {
            takeOff(indices).forEach(change -> changes.put("settings of " + change.what(), change));
            IndexMetadata newest = indices.get(indices.size() - 1);
            Optional<String> custom =
                    pipelines.custom(IndexSettings.DEFAULT_PIPELINE.get(newest.getSettings()), target);
            custom.filter(name -> PipelineEdit.mentions(pipelines.body(name)))
                    .ifPresent(name -> changes.put("pipeline " + name, edit(name, pipelines.body(name))));
            Templates.components(target, state.metadata()).forEach((name, body) -> {
                if (Templates.mentions(body)) {
                    changes.put(
                            "component " + name,
                            new Change.PutComponent(
                                    name,
                                    "take the pipeline [detect] out, keep the rest",
                                    Templates.withoutPipeline(body, DetectNames.PIPELINE)));
                }
            });
            if (state.metadata().dataStreams().containsKey(target) && Templates.attaches(target, state.metadata())) {
                changes.put(
                        "advice " + target,
                        new Change.Advice(
                                target,
                                "its template attaches backing indices to come: take index.final_pipeline out there,"
                                        + " or uninstall"));
            }
        });
        return List.copyOf(changes.values());
    }

    /** The indices that have our pipeline by name have none then. */
    static List<Change> takeOff(List<IndexMetadata> indices) {
        List<Change> changes = new ArrayList<>();
        for (var setting : List.of(IndexSettings.FINAL_PIPELINE, IndexSettings.DEFAULT_PIPELINE)) {
            List<String> attached = indices.stream()
                    .filter(index -> setting.get(index.getSettings()).equals(DetectNames.PIPELINE))
                    .map(index -> index.getIndex().getName())
                    .toList();
            if (!attached.isEmpty()) {
                Map<String, Object> none = new HashMap<>();
                none.put(setting.getKey(), null);
                changes.add(new Change.Settings(attached, "take [detect] out of " + setting.getKey(), none));
            }
        }
        return changes;
    }

    /** A pipeline without our processor; one that we made and that does nothing any more is deleted. */
    static Change edit(String name, Map<String, Object> body) {
        Map<String, Object> without = PipelineEdit.without(body);
        boolean ours =
                body.get("_meta") instanceof Map<?, ?> meta && DetectNames.PIPELINE.equals(meta.get("managed_by"));
        return ours && PipelineEdit.isEmpty(without)
                ? new Change.DeletePipeline(name, "delete the pipeline: nothing else is in it")
                : new Change.PutPipeline(name, "take the processor [detect] out, keep the rest", without);
    }
}
