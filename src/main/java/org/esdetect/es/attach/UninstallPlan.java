package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.metadata.MetadataIndexTemplateService;
import org.esdetect.es.DetectNames;

/**
 * What leaves a cluster that nodes without the plugin can serve: no task of ours, no pipeline with our processor, no
 * template or index that names our pipeline. Alerts, the run log and the rules stay.
 */
public final class UninstallPlan {
    static final String SCHEDULE = "detect.schedule.enabled";
    static final String TEMPLATES = "detect.templates.enabled";

    private static final List<String> DELETED =
            List.of(DetectNames.SIGNALS, DetectNames.RUN_LOG, DetectNames.SUPPRESSED);

    private UninstallPlan() {}

    /** In the order in which it must be done: what would come back first. */
    public static List<Change> of(ClusterState state) {
        List<Change> changes = new ArrayList<>();
        switchOff(state.metadata(), changes);
        templates(state, changes);
        List<IndexMetadata> indices =
                new ArrayList<>(new TreeMap<>(state.metadata().indices()).values());
        changes.addAll(DetachPlan.takeOff(indices));
        new Pipelines(state).all().forEach((name, pipeline) -> {
            if (!name.equals(DetectNames.PIPELINE) && PipelineEdit.mentions(pipeline.getConfig())) {
                changes.add(DetachPlan.edit(name, pipeline.getConfig()));
            }
        });
        if (new Pipelines(state).all().containsKey(DetectNames.PIPELINE)) {
            changes.add(new Change.DeletePipeline(DetectNames.PIPELINE, "delete the pipeline"));
        }
        return changes;
    }

    /** Or the master would put back what is taken away. */
    private static void switchOff(Metadata metadata, List<Change> changes) {
        boolean off = !metadata.persistentSettings().getAsBoolean(SCHEDULE, true)
                && !metadata.persistentSettings().getAsBoolean(TEMPLATES, true);
        if (!off) {
            changes.add(new Change.ClusterSettings(
                    "set " + SCHEDULE + " and " + TEMPLATES + " to false: ends the task [detect]",
                    Map.of(SCHEDULE, false, TEMPLATES, false)));
        }
    }

    private static void templates(ClusterState state, List<Change> changes) {
        Metadata metadata = state.metadata();
        new TreeMap<>(metadata.componentTemplates()).forEach((name, template) -> {
            Map<String, Object> body = Templates.toMap(template);
            Map<String, Object> without = Templates.withoutPipeline(body, DetectNames.PIPELINE);
            if (Templates.mentions(body)) {
                changes.add(new Change.PutComponent(name, "take the pipeline [detect] out, keep the rest", without));
            }
        });
        new TreeMap<>(metadata.templatesV2()).forEach((name, template) -> {
            if (DELETED.contains(name)) {
                changes.add(new Change.DeleteTemplate(name, "delete the index template"));
                return;
            }
            Map<String, Object> body = Templates.toMap(template);
            boolean ours = name.equals(DetectNames.ENDPOINT_TEMPLATE);
            boolean used = metadata.dataStreams().keySet().stream()
                    .anyMatch(stream ->
                            name.equals(MetadataIndexTemplateService.findV2Template(metadata, stream, false)));
            if (ours && !used) {
                changes.add(new Change.DeleteTemplate(name, "delete the index template"));
            } else if (Templates.mentions(body)) {
                Map<String, Object> without = Templates.withoutPipeline(body, DetectNames.PIPELINE);
                if (ours) {
                    // Or the master, once it may again, would take it for the one that it keeps in place.
                    without.remove("version");
                }
                changes.add(new Change.PutTemplate(
                        name,
                        "take the pipeline [detect] out, keep the rest" + (ours ? ": data streams use it" : ""),
                        without));
            }
        });
    }
}
