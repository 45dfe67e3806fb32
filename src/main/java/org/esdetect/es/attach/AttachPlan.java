package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.ComponentTemplate;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.metadata.MetadataIndexTemplateService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.ingest.IngestService;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.es.DetectNames;
import org.esdetect.es.ingest.Coverage;
import org.esdetect.es.ingest.TagMapping;
import org.esdetect.es.signal.ProcessorNodes;

/**
 * What makes documents of some indices pass the processor.
 *
 * <p>Where the default pipeline calls a {@code ...@custom} pipeline, as Fleet's do, the processor goes there: the place
 * is meant for it, and Fleet needs the final pipeline itself. Otherwise the index gets our pipeline as its final one. A
 * final pipeline of somebody else is left alone.
 */
public final class AttachPlan {
    private final ClusterState state;
    private final Pipelines pipelines;
    private final Coverage coverage;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private AttachPlan(ClusterState state) {
        this.state = state;
        this.pipelines = new Pipelines(state);
        this.coverage = Coverage.of(state);
    }

    /**
     * The changes for the indices that {@code patterns} name; none for what is attached already.
     *
     * @throws ElasticsearchStatusException when writes to them would fail: our pipeline is not there, or not every node
     *     could run it
     */
    public static List<Change> of(List<String> patterns, ClusterState state, IndexNameExpressionResolver resolver) {
        AttachPlan plan = new AttachPlan(state);
        List<String> without = ProcessorNodes.without(state);
        if (!plan.pipelines.all().containsKey(DetectNames.PIPELINE) || !without.isEmpty()) {
            throw new ElasticsearchStatusException(
                    "nothing is attached: the pipeline [{}] must be there and every ingest node must have the plugin;"
                            + " nodes without it: {}; the elected master makes the pipeline when they all have it and"
                            + " [{}] is true",
                    RestStatus.CONFLICT,
                    DetectNames.PIPELINE,
                    without,
                    UninstallPlan.TEMPLATES);
        }
        Targets.resolve(patterns, state, resolver).byName().forEach(plan::attach);
        return List.copyOf(plan.changes.values());
    }

    private void attach(String target, List<IndexMetadata> indices) {
        Optional<String> obstacle = indices.stream()
                .flatMap(index -> TagMapping.obstacle(index).stream())
                .findFirst();
        if (obstacle.isPresent()) {
            add(new Change.Advice(
                    target,
                    "is not attached: " + obstacle.get() + " there, so documents that a rule matches would be refused"
                            + " or not be found again; rules are run on it on schedule. Map the field otherwise in a"
                            + " new index to have them judged while they are indexed"));
            return;
        }
        map(target, indices);
        IndexMetadata newest = indices.get(indices.size() - 1);
        String first = IndexSettings.DEFAULT_PIPELINE.get(newest.getSettings());
        Optional<String> custom = pipelines.custom(first, target);
        List<IndexMetadata> bare = indices.stream()
                .filter(index -> coverage.pipelines(index.getIndex().getName()) == Coverage.Kind.NONE)
                .toList();
        if (custom.isPresent()) {
            if (!PipelineEdit.mentions(pipelines.body(custom.get()))) {
                Map<String, Object> body = PipelineEdit.with(pipelines.body(custom.get()));
                body.putIfAbsent("_meta", Map.of("managed_by", DetectNames.PIPELINE));
                add(new Change.PutPipeline(custom.get(), "append the processor [detect], keep the rest", body));
            }
            return;
        }
        if (!bare.isEmpty()) {
            attachFinal(target, bare);
        }
        attachTemplate(target);
    }

    private void attachFinal(String target, List<IndexMetadata> bare) {
        Set<String> taken = new LinkedHashSet<>();
        List<IndexMetadata> free = new ArrayList<>();
        for (IndexMetadata index : bare) {
            String last = IndexSettings.FINAL_PIPELINE.get(index.getSettings());
            if (last.equals(IngestService.NOOP_PIPELINE_NAME)) {
                free.add(index);
            } else {
                taken.add(last);
            }
        }
        if (!free.isEmpty()) {
            add(new Change.Settings(
                    Targets.names(free),
                    "set index.final_pipeline to [detect]",
                    Map.of(IndexSettings.FINAL_PIPELINE.getKey(), DetectNames.PIPELINE)));
        }
        taken.forEach(
                pipeline -> add(
                        new Change.Advice(
                                target,
                                "its final pipeline is [" + pipeline
                                        + "], which is not ours to change: add the processor {\"detect\": {\"ignore_failure\": true}} to it")));
    }

    /** Or the next backing index would be without. */
    private void attachTemplate(String target) {
        if (!state.metadata().dataStreams().containsKey(target)) {
            return;
        }
        Settings made = pipelines.templateSettings(target);
        if (!IndexSettings.FINAL_PIPELINE.get(made).equals(IngestService.NOOP_PIPELINE_NAME)) {
            return;
        }
        Optional<String> component = customComponent(target);
        if (component.isPresent()) {
            Map<String, Object> setting = Map.of("index", Map.of("final_pipeline", DetectNames.PIPELINE));
            add(new Change.PutComponent(
                    component.get(),
                    "set index.final_pipeline to [detect] for backing indices to come, keep the rest",
                    Templates.with(component(component.get()), "settings", setting)));
        } else {
            add(new Change.Advice(
                    target,
                    "backing indices to come get their settings from the template ["
                            + MetadataIndexTemplateService.findV2Template(state.metadata(), target, false)
                            + "]: set index.final_pipeline to [detect] there"));
        }
    }

    /**
     * The tag must be found again, also where mappings do not grow by themselves; and where they do, until they are
     * full: then the index would refuse the documents that rules match, or leave the tag out.
     */
    private void map(String target, List<IndexMetadata> indices) {
        List<IndexMetadata> unmapped =
                indices.stream().filter(index -> !TagMapping.holds(index)).toList();
        if (unmapped.isEmpty()) {
            return;
        }
        add(new Change.Mapping(
                Targets.names(unmapped), "add detect.rule_ids, detect.deferred, detect.capped, detect.at", tag()));
        customComponent(target)
                .ifPresent(component -> add(new Change.PutComponent(
                        component,
                        "add the fields of the tag for backing indices to come, keep the rest",
                        Templates.with(component(component), "mappings", tag()))));
    }

    static Map<String, Object> tag() {
        Map<String, Object> keyword = Map.of("type", "keyword", "ignore_above", 1024);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule_ids", keyword);
        fields.put("deferred", keyword);
        fields.put("capped", keyword);
        fields.put("at", Map.of("type", "date"));
        return Map.of("properties", Map.of(DetectNames.TAG, Map.of("properties", fields)));
    }

    /** The component template that is left to the operator, where the template of the stream has one. */
    private Optional<String> customComponent(String target) {
        return Templates.of(target, state.metadata()).flatMap(template -> template.composedOf().stream()
                .filter(name -> name.endsWith(Pipelines.CUSTOM) && !name.equals("logs" + Pipelines.CUSTOM))
                .reduce((one, other) -> other));
    }

    private Map<String, Object> component(String name) {
        Object pending = changes.get(Change.PutComponent.class.getSimpleName() + name);
        if (pending instanceof Change.PutComponent change) {
            return change.body();
        }
        ComponentTemplate found = state.metadata().componentTemplates().get(name);
        return found == null ? Map.of() : Templates.toMap(found);
    }

    /** Two streams may have a pipeline or component in common. */
    private void add(Change change) {
        changes.put(change.getClass().getSimpleName() + change.what(), change);
    }
}
