package org.esdetect.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deep, unmodifiable copies of JSON values in one canonical form, so that what was read from TOML, from JSON and from
 * the store is equal when it says the same: keys sorted, whole numbers as the smallest of int, long and big, others as
 * double.
 */
final class Frozen {
    private Frozen() {}

    static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> put(sorted, String.valueOf(key), value));
        return Collections.unmodifiableMap(sorted);
    }

    /** A null inside a rule is kept: an export must say what the import said. */
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value == null ? null : value(value));
    }

    static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        return value instanceof Number number ? number(number) : value;
    }

    @SuppressWarnings("NullAway")
    private static List<Object> list(List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object item : list) {
            copy.add(item == null ? null : value(item));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Number number(Number number) {
        if (number instanceof Double || number instanceof Integer) {
            return number;
        }
        if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? whole(big.longValue()) : big;
        }
        return number instanceof Long || number instanceof Short || number instanceof Byte
                ? whole(number.longValue())
                : Double.valueOf(number.doubleValue());
    }

    private static Number whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }
}
