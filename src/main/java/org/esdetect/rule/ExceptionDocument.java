package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exception items and lists as one JSON object each, both ways. What Kibana has no name for travels in
 * {@link KibanaMeta}.
 */
public final class ExceptionDocument {
    /** What Kibana demands where an item has no entries of its own; no event has the field. */
    private static final Map<String, Object> PLACEHOLDER =
            Map.of("field", "detect.exception", "operator", "included", "type", "exists");

    static final List<String> KIBANA_ITEM = List.of(
            "_version",
            "comments",
            "created_at",
            "created_by",
            "description",
            "entries",
            "expire_time",
            "id",
            "item_id",
            "list_id",
            "meta",
            "name",
            "namespace_type",
            "os_types",
            "tags",
            "tie_breaker_id",
            "type",
            "updated_at",
            "updated_by");
    static final List<String> OUR_ITEM = List.of("case_insensitive", "eql", "step");
    static final List<String> KIBANA_LIST = List.of(
            "_version",
            "created_at",
            "created_by",
            "description",
            "id",
            "immutable",
            "list_id",
            "meta",
            "name",
            "namespace_type",
            "os_types",
            "tags",
            "tie_breaker_id",
            "type",
            "updated_at",
            "updated_by",
            "version");
    static final List<String> OUR_LIST = List.of("rule_ids");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private ExceptionDocument() {}

    /** The item whose {@link ExceptionItem#document} this is; {@link ExceptionReader} is for what people write. */
    public static ExceptionItem item(Map<String, Object> document) {
        Fields item = new Fields("", document, new Report(Positions.NONE));
        String id = item.text("item_id").orElseThrow();
        return new ExceptionItem(
                id,
                item.text("list_id").orElseThrow(),
                item.text("name").orElse(id),
                ExceptionCheck.entries(item, false),
                item.text("eql"),
                item.bool("case_insensitive").orElse(false),
                item.text("expire_time").flatMap(ExceptionCheck::instant),
                item.integer("step", 1, ExceptionCheck.MAX_STEP),
                document);
    }

    /** The list whose {@link ExceptionList#document} this is. */
    public static ExceptionList list(Map<String, Object> document) {
        Fields list = new Fields("", document, new Report(Positions.NONE));
        String id = list.text("list_id").orElseThrow();
        return new ExceptionList(
                id,
                list.text("type").orElse("detection"),
                list.text("name").orElse(id),
                list.texts("rule_ids"),
                document);
    }

    /** In one line, keys in alphabetical order. */
    public static String toJson(Map<String, Object> document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an exception cannot be written as JSON", e);
        }
    }

    /** What {@link #toJson} wrote. */
    public static Map<String, Object> fromJson(String json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON of an exception", e);
        }
    }

    /** The item as Kibana's import takes it. */
    public static Map<String, Object> forKibana(ExceptionItem item) {
        Map<String, Object> exported = exported(item.document(), KIBANA_ITEM);
        exported.putIfAbsent("comments", List.of());
        exported.putIfAbsent("os_types", List.of());
        exported.put("type", "simple");
        if (item.eql().isPresent()) {
            exported.put("entries", List.of(PLACEHOLDER));
        }
        return withNames(exported, item.name());
    }

    /** The list as Kibana's import takes it. */
    public static Map<String, Object> forKibana(ExceptionList list) {
        Map<String, Object> exported = exported(list.document(), KIBANA_LIST);
        exported.putIfAbsent("immutable", false);
        exported.putIfAbsent("os_types", List.of());
        exported.putIfAbsent("version", 1);
        return withNames(exported, list.name());
    }

    private static Map<String, Object> withNames(Map<String, Object> exported, String name) {
        exported.putIfAbsent("name", name);
        exported.putIfAbsent("description", name);
        exported.putIfAbsent("namespace_type", "single");
        exported.putIfAbsent("tags", List.of());
        return Frozen.object(exported);
    }

    private static Map<String, Object> exported(Map<String, Object> document, List<String> known) {
        Map<String, Object> exported = new LinkedHashMap<>();
        Map<String, Object> ours = new LinkedHashMap<>();
        document.forEach((name, value) -> (known.contains(name) ? exported : ours).put(name, value));
        KibanaMeta.put(exported, ours);
        return exported;
    }

    /** What {@link #exported} put into {@link KibanaMeta}, at its place again. */
    static Map<String, Object> imported(Map<String, Object> object) {
        Map<String, Object> document = new LinkedHashMap<>(object);
        KibanaMeta.take(document).ifPresent(ours -> {
            ours.forEach((name, value) -> document.putIfAbsent(String.valueOf(name), value));
            if (document.containsKey("eql")
                    && Optional.of(List.of(PLACEHOLDER)).equals(Optional.ofNullable(document.get("entries")))) {
                document.remove("entries");
            }
        });
        document.values().removeIf(value -> value == null);
        return document;
    }
}
