package org.esdetect.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What documents have in common: a field is kept where all have it with the same value. Of lists the common members are
 * kept, a single value counting as a list of one; objects are looked into. In the order of the first document.
 */
final class CommonFields {
    private CommonFields() {}

    /**
     * Shares no object or list with {@code documents}.
     *
     * @param documents one or more
     */
    static Map<String, Object> of(List<Map<String, Object>> documents) {
        Map<String, Object> common = copy(documents.get(0));
        for (Map<String, Object> other : documents.subList(1, documents.size())) {
            common = objects(common, other);
        }
        return common;
    }

    private static Map<String, Object> objects(Map<?, ?> one, Map<?, ?> other) {
        Map<String, Object> common = new LinkedHashMap<>();
        one.forEach((name, value) -> values(value, other.get(name)).ifPresent(both -> common.put((String) name, both)));
        return common;
    }

    private static Optional<Object> values(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Optional.empty();
        }
        if (one instanceof Map<?, ?> object && other instanceof Map<?, ?> otherObject) {
            Map<String, Object> common = objects(object, otherObject);
            return common.isEmpty() ? Optional.empty() : Optional.of(common);
        }
        if (one instanceof List<?> || other instanceof List<?>) {
            return members(one, other);
        }
        return one.equals(other) ? Optional.of(one) : Optional.empty();
    }

    private static Optional<Object> members(Object one, Object other) {
        Set<Object> common = new LinkedHashSet<>(items(one));
        common.retainAll(new LinkedHashSet<>(items(other)));
        common.remove(null);
        if (common.isEmpty()) {
            return Optional.empty();
        }
        boolean bothAreLists = one instanceof List<?> && other instanceof List<?>;
        return Optional.of(
                bothAreLists ? new ArrayList<>(common) : common.iterator().next());
    }

    private static List<?> items(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static Map<String, Object> copy(Map<?, ?> object) {
        return objects(object, object);
    }
}
