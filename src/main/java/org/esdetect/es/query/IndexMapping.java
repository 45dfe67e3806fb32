package org.esdetect.es.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.elasticsearch.common.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of one index, read for what a query may rely on. Immutable; worth keeping as long as the mapping's
 * {@code MappingMetadata} stays the same.
 */
public final class IndexMapping {
    private final Map<String, Definition> fields = new HashMap<>();
    private final Map<String, Container> containers = new HashMap<>();
    private final Set<String> copyTargets = new HashSet<>();
    private final Set<String> runtimeFields;
    private final MappedField definitions;

    /** A field as it is written down; {@code subField} when it stands under another one's {@code fields}. */
    private record Definition(Map<String, Object> parameters, boolean subField) {}

    /** An object: whether a field that it does not name can be in a source all the same, and be searched. */
    private record Container(boolean opaque, boolean mapsWhatComes) {}

    /**
     * Reads a mapping.
     *
     * @param mapping {@code MappingMetadata.sourceAsMap()}, with or without the type name around it
     * @param settings the index settings, for the defaults of values that are ignored
     */
    public static IndexMapping of(Map<String, Object> mapping, Settings settings) {
        Map<String, Object> root = mapping.containsKey("_doc") ? object(mapping.get("_doc")) : mapping;
        return new IndexMapping(root, new MappedField(settings));
    }

    private IndexMapping(Map<String, Object> root, MappedField definitions) {
        this.definitions = definitions;
        this.runtimeFields = Set.copyOf(object(root.get("runtime")).keySet());
        addObject("", root, new Container(false, true));
    }

    /** How it holds the field that a rule writes as {@code path}. */
    IndexedField find(String path) {
        if (runtimeFields.contains(path)) {
            return IndexedField.opaque(path);
        }
        Definition definition = fields.get(path);
        for (int dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
            String ancestor = path.substring(0, dot);
            Container container = containers.get(ancestor);
            Definition field = fields.get(ancestor);
            if (container != null && container.opaque()) {
                return IndexedField.opaque(path);
            }
            if (definition == null && field != null) {
                return underField(path, field);
            }
        }
        return definition == null ? unmapped(path) : mapped(path, definition);
    }

    /** All paths that a rule may ask for by name; keys of flattened fields and multi-fields are not among them. */
    Set<String> names() {
        Set<String> names = new HashSet<>(runtimeFields);
        fields.forEach((path, definition) -> {
            if (!definition.subField()) {
                names.add(path);
            }
        });
        return names;
    }

    /** What an author may know of a field; empty when the mapping has no such field. */
    Optional<DescribedField> describe(String path) {
        Definition definition = fields.get(path);
        if (definition != null && type(definition.parameters()).equals("alias")) {
            String target = String.valueOf(definition.parameters().get("path"));
            return target.equals(path) ? Optional.empty() : describe(target);
        }
        if (definition != null) {
            return Optional.of(new DescribedField(type(definition.parameters()), cutAt(path)));
        }
        if (runtimeFields.contains(path) || containers.containsKey(path)) {
            return Optional.of(DescribedField.UNKNOWN);
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            Definition ancestor = fields.get(path.substring(0, dot));
            if (ancestor != null && type(ancestor.parameters()).equals("flattened")) {
                return Optional.of(new DescribedField("flattened", definitions.cutAt(ancestor.parameters())));
            }
            Container container = containers.get(path.substring(0, dot));
            if (container != null && container.opaque()) {
                return Optional.of(DescribedField.UNKNOWN);
            }
        }
        return Optional.empty();
    }

    /** Of the field that is asked in its place: the exact one below a {@code text} field. */
    private OptionalInt cutAt(String path) {
        Definition asked = fields.get(find(path).path());
        return asked != null && type(asked.parameters()).equals("keyword")
                ? definitions.cutAt(asked.parameters())
                : OptionalInt.empty();
    }

    private IndexedField mapped(String path, Definition definition) {
        String type = type(definition.parameters());
        if (type.equals("alias")) {
            String target = String.valueOf(definition.parameters().get("path"));
            return target.equals(path)
                    ? IndexedField.opaque(path)
                    : find(target).notVerbatim();
        }
        IndexedField field = definitions.read(path, type, definition.parameters());
        return definition.subField() || copyTargets.contains(path) ? field.notVerbatim() : field;
    }

    /** A key of a flattened field; under any other field there is nothing to be found. */
    private IndexedField underField(String path, Definition field) {
        return type(field.parameters()).equals("flattened")
                ? definitions.readFlattenedKey(path, field.parameters())
                : IndexedField.opaque(path);
    }

    /**
     * A field that is not in the mapping. Where new fields are mapped as they come, an event that has it comes with a
     * mapping for it; so to ask for its existence, which holds for no event now, stays right when one has come since.
     */
    private IndexedField unmapped(String path) {
        for (int dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
            Container container = containers.get(path.substring(0, dot));
            if (container != null) {
                return unmappedIn(container, path);
            }
        }
        return unmappedIn(containers.getOrDefault("", new Container(false, true)), path);
    }

    private IndexedField unmappedIn(Container container, String path) {
        return container.mapsWhatComes() && !definitions.limitsDynamicFields() && !containers.containsKey(path)
                ? new IndexedField(path, FieldKind.VALUED, false, true)
                : IndexedField.unmapped(path);
    }

    private void addObject(String path, Map<String, Object> parameters, Container parent) {
        boolean opaque = parent.opaque()
                || "nested".equals(parameters.get("type"))
                || "false".equals(String.valueOf(parameters.get("enabled")));
        Object dynamic = parameters.get("dynamic");
        boolean mapsWhatComes = dynamic == null ? parent.mapsWhatComes() : mapsWhatComes(dynamic.toString());
        Container container = new Container(opaque, mapsWhatComes);
        containers.put(path, container);
        object(parameters.get("properties")).forEach((name, child) -> {
            String childPath = path.isEmpty() ? name : path + "." + name;
            Map<String, Object> childParameters = object(child);
            if (isObject(childParameters)) {
                addObject(childPath, childParameters, container);
            } else {
                addField(childPath, childParameters, false);
            }
        });
    }

    private void addField(String path, Map<String, Object> parameters, boolean subField) {
        fields.put(path, new Definition(parameters, subField));
        Object copyTo = parameters.get("copy_to");
        if (copyTo instanceof List<?> targets) {
            targets.forEach(target -> copyTargets.add(String.valueOf(target)));
        } else if (copyTo != null) {
            copyTargets.add(copyTo.toString());
        }
        object(parameters.get("fields")).forEach((name, child) -> addField(path + "." + name, object(child), true));
    }

    private static boolean mapsWhatComes(String dynamic) {
        return switch (dynamic) {
            case "true", "strict", "strict_allow_templates" -> true;
            default -> false;
        };
    }

    private static boolean isObject(Map<String, Object> parameters) {
        String type = type(parameters);
        return type.equals("object") || type.equals("nested") || type.equals("passthrough");
    }

    private static String type(Map<String, Object> parameters) {
        Object type = parameters.get("type");
        return type == null ? "object" : type.toString();
    }

    /** A part of a mapping that is an object; empty when it is not there. */
    @SuppressWarnings("unchecked") // the keys of a parsed mapping are strings
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
