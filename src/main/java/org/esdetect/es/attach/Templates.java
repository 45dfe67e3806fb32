package org.esdetect.es.attach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticsearch.cluster.metadata.ComponentTemplate;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.metadata.MetadataIndexTemplateService;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.xcontent.ToXContent;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/** Templates as the maps that their APIs take. */
final class Templates {
    private static final String TEMPLATE = "template";

    private Templates() {}

    static Map<String, Object> toMap(ToXContent template) {
        return XContentHelper.convertToMap(XContentType.JSON.xContent(), Strings.toString(template), true);
    }

    /** The same with {@code more} in its {@code template.{part}}; the rest stays. */
    static Map<String, Object> with(Map<String, Object> body, String part, Map<String, Object> more) {
        Map<String, Object> template = new LinkedHashMap<>(object(body.get(TEMPLATE)));
        template.put(part, merged(object(template.get(part)), more));
        Map<String, Object> edited = new LinkedHashMap<>(body);
        edited.put(TEMPLATE, template);
        return edited;
    }

    /** The same without index settings that name our pipeline. */
    static Map<String, Object> withoutPipeline(Map<String, Object> body, String pipeline) {
        Map<String, Object> template = new LinkedHashMap<>(object(body.get(TEMPLATE)));
        Map<String, Object> settings = new LinkedHashMap<>(object(template.get("settings")));
        Map<String, Object> index = new LinkedHashMap<>(object(settings.get("index")));
        for (String name : new String[] {"final_pipeline", "default_pipeline"}) {
            index.remove(name, pipeline);
        }
        settings.put("index", index);
        template.put("settings", settings);
        Map<String, Object> edited = new LinkedHashMap<>(body);
        edited.put(TEMPLATE, template);
        return edited;
    }

    /** Whether indices that are made by it get our pipeline. */
    static boolean mentions(Map<String, Object> body) {
        return body.get(TEMPLATE) instanceof Map<?, ?> template
                && template.get("settings") instanceof Map<?, ?> settings
                && settings.get("index") instanceof Map<?, ?> index
                && (DetectNames.PIPELINE.equals(index.get("final_pipeline"))
                        || DetectNames.PIPELINE.equals(index.get("default_pipeline")));
    }

    /** The component templates that the template of a data stream is made of, by name. */
    static Map<String, Map<String, Object>> components(String target, Metadata metadata) {
        Map<String, Map<String, Object>> bodies = new TreeMap<>();
        of(target, metadata)
                .map(ComposableIndexTemplate::composedOf)
                .orElse(List.of())
                .forEach(name -> {
                    ComponentTemplate found = metadata.componentTemplates().get(name);
                    if (found != null) {
                        bodies.put(name, toMap(found));
                    }
                });
        return bodies;
    }

    /** Whether the template of a data stream names our pipeline by itself, and not by one of its components. */
    static boolean attaches(String target, Metadata metadata) {
        return of(target, metadata)
                .map(Templates::toMap)
                .filter(Templates::mentions)
                .isPresent();
    }

    static Optional<ComposableIndexTemplate> of(String target, Metadata metadata) {
        String name = MetadataIndexTemplateService.findV2Template(metadata, target, false);
        return Optional.ofNullable(name == null ? null : metadata.templatesV2().get(name));
    }

    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> more) {
        Map<String, Object> merged = new LinkedHashMap<>(one);
        more.forEach((key, value) -> merged.merge(
                key,
                value,
                (known, added) -> known instanceof Map<?, ?> && added instanceof Map<?, ?>
                        ? merged(object(known), object(added))
                        : added));
        return merged;
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> object.put(String.valueOf(key), each));
        }
        return object;
    }
}
