package org.esdetect.engine;

import java.util.Collection;
import java.util.OptionalInt;
import java.util.Set;
import org.esdetect.ecs.EcsField;
import org.esdetect.ecs.EcsFields;
import org.esdetect.ecs.EcsType;
import org.esdetect.ecs.Mappings;
import org.esdetect.eql.check.FieldKind;
import org.esdetect.eql.check.FieldTypes;

/**
 * What ECS says of fields, where no mapping is known. Integrations add fields of their own, so that it never says that
 * there is no such field.
 */
public final class EcsRuleFields implements FieldTypes {
    /** Each provider of Windows events names its data freely: {@code LogonID} beside {@code LogonId}. */
    private static final String FREELY_NAMED = "winlog.event_data.";

    private final Collection<String> names = EcsFields.all().keySet().stream()
            .filter(name -> !name.startsWith(FREELY_NAMED))
            .toList();

    @Override
    public Set<FieldKind> kinds(String path) {
        if (EcsFields.table().isParent(path)) {
            return Set.of(FieldKind.UNKNOWN);
        }
        return EcsFields.type(path).map(EcsRuleFields::kind).map(Set::of).orElse(Set.of());
    }

    private static FieldKind kind(EcsType type) {
        return switch (type) {
            case KEYWORD, WILDCARD, CONSTANT_KEYWORD, TEXT -> FieldKind.STRING;
            case LONG, FLOAT, DOUBLE, SCALED_FLOAT -> FieldKind.NUMBER;
            case BOOLEAN -> FieldKind.BOOLEAN;
            case DATE -> FieldKind.DATE;
            case IP -> FieldKind.IP;
            case GEO_POINT, DATE_RANGE -> FieldKind.OTHER;
            // An address in memory is a number for one integration and text for another.
            case UNSIGNED_LONG, FLATTENED, NESTED, OBJECT, UNINDEXED -> FieldKind.UNKNOWN;
        };
    }

    @Override
    public Collection<String> names() {
        return names;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public OptionalInt ignoreAbove(String path) {
        return is(path, EcsType.KEYWORD) ? OptionalInt.of(Mappings.KEYWORD_LENGTH) : OptionalInt.empty();
    }

    @Override
    public boolean isLongText(String path) {
        return is(path, EcsType.WILDCARD) || is(path, EcsType.TEXT);
    }

    @Override
    public boolean findsParts(String path) {
        return is(path, EcsType.WILDCARD);
    }

    @Override
    public boolean isSingle(String path) {
        EcsField field = EcsFields.all().get(path);
        return field != null && !field.many();
    }

    private static boolean is(String path, EcsType type) {
        return EcsFields.type(path).filter(type::equals).isPresent();
    }
}
