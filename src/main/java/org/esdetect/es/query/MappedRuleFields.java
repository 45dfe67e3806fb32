package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.ecs.EcsFields;
import org.esdetect.ecs.EcsType;
import org.esdetect.eql.check.FieldKind;
import org.esdetect.eql.check.FieldTypes;

/**
 * What the mappings of a rule's indices tell its author. A field exists when one index maps it; where indices differ,
 * it holds what it holds in any of them, and is found as far as in the least of them.
 *
 * <p>A mapping does not tell whether values come in lists, nor how long they are: that is asked of ECS.
 */
final class MappedRuleFields implements FieldTypes {
    private final List<IndexMapping> mappings;

    MappedRuleFields(List<IndexMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public Set<FieldKind> kinds(String path) {
        Set<FieldKind> kinds = EnumSet.noneOf(FieldKind.class);
        described(path).forEach(field -> kinds.add(kind(field.type())));
        return kinds;
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new TreeSet<>();
        mappings.forEach(mapping -> names.addAll(mapping.names()));
        return names;
    }

    @Override
    public OptionalInt ignoreAbove(String path) {
        return described(path).stream()
                .map(DescribedField::ignoreAbove)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
    }

    @Override
    public boolean isLongText(String path) {
        return EcsFields.type(path)
                .filter(type -> type == EcsType.WILDCARD || type == EcsType.TEXT)
                .isPresent();
    }

    @Override
    public boolean findsParts(String path) {
        List<DescribedField> fields = described(path);
        return !fields.isEmpty()
                && fields.stream().allMatch(field -> field.type().equals("wildcard"));
    }

    @Override
    public boolean isSingle(String path) {
        return Optional.ofNullable(EcsFields.all().get(path))
                .filter(field -> !field.many())
                .isPresent();
    }

    private List<DescribedField> described(String path) {
        List<DescribedField> fields = new ArrayList<>();
        mappings.forEach(mapping -> mapping.describe(path).ifPresent(fields::add));
        return fields;
    }

    private static FieldKind kind(String type) {
        return switch (type) {
            case "keyword", "wildcard", "constant_keyword", "text", "match_only_text", "flattened" -> FieldKind.STRING;
            case "long", "integer", "short", "byte", "unsigned_long", "double", "float", "half_float", "scaled_float" ->
                FieldKind.NUMBER;
            case "boolean" -> FieldKind.BOOLEAN;
            case "date", "date_nanos" -> FieldKind.DATE;
            case "ip" -> FieldKind.IP;
            case "version" -> FieldKind.VERSION;
            case "geo_point", "geo_shape", "date_range", "ip_range", "long_range", "integer_range", "binary" ->
                FieldKind.OTHER;
            default -> FieldKind.UNKNOWN;
        };
    }
}
