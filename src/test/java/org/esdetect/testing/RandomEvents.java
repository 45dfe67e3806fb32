package org.esdetect.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Documents made to collide with what {@link RandomConditions} asks: fields that are missing, null, lists, objects in
 * lists; values in the wrong case, of the wrong type, spelled in several ways; keys nested and dotted.
 */
public final class RandomEvents {
    /** What strings, patterns and lists are made of. */
    static final List<String> TEXTS = List.of(
            "cmd.exe",
            "CMD.EXE",
            "Cmd.exe",
            "powershell.exe",
            "PowerShell.EXE",
            "a",
            "A",
            "ab",
            "aB",
            "abc",
            "ABC",
            "a*c",
            "a?c",
            "a.c",
            "a\\c",
            "\\",
            "C:\\Windows\\x",
            "c:\\windows\\X",
            "",
            " ",
            "a\nb",
            "Äpfel",
            "äpfel",
            "\uD83D\uDE00",
            "a\uD83D\uDE00b",
            "\uFFFD",
            "5",
            "5.0",
            "05",
            "true",
            "false",
            "10.0.0.1",
            "::ffff:10.0.0.1",
            "2024-05-01T12:00:00Z",
            "2024-05-01",
            "1714564800000",
            "this value is longer than ignore_above",
            "THIS VALUE IS LONGER THAN IGNORE_ABOVE");

    static final List<Object> NUMBERS = List.of(
            0,
            1,
            5,
            -5,
            5.7,
            -5.7,
            5.0,
            6,
            4,
            0.1,
            0.5,
            "5",
            "5.7",
            "0.1",
            1000,
            -1,
            9007199254740993L,
            "9007199254740993",
            42);

    static final List<Object> SMALL_NUMBERS = List.of(0, 1, 5, -5, 5.7, -5.7, 5.0, 6, 4, 0.5, -0.5, "5", "5.7", 127);

    static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "10.0.0.2",
            "10.255.0.1",
            "192.168.1.7",
            "::ffff:10.0.0.1",
            "::1",
            "0:0:0:0:0:0:0:1",
            "FE80::1",
            "fe80::1",
            "0.0.0.0",
            "::");

    static final List<Object> DATES = List.of(
            "2024-05-01T12:00:00Z",
            "2024-05-01T12:00:00.000Z",
            "2024-05-01T12:00:00.0005Z",
            "2024-05-01T14:00:00+02:00",
            "2024-05-01",
            "2024-04-30T23:59:59.999Z",
            1714564800000L,
            "1714564800000");

    static final List<Object> BOOLEANS = List.of(true, false, "true", "false");

    private final Random random;

    public RandomEvents(Random random) {
        this.random = random;
    }

    /** A document in which each field is as likely to be missing as not. */
    public Map<String, Object> next() {
        Map<String, Object> document = new LinkedHashMap<>();
        for (TestField field : TestField.values()) {
            if (random.nextInt(100) < 45) {
                put(document, List.of(field.path().split("\\.")), value(field));
            }
        }
        return document;
    }

    private Object value(TestField field) {
        int shape = random.nextInt(20);
        if (shape == 0) {
            return new ArrayList<>();
        }
        if (shape == 1) {
            return list(field, null);
        }
        if (shape < 6) {
            return list(field, scalar(field));
        }
        return scalar(field);
    }

    private List<@Nullable Object> list(TestField field, @Nullable Object first) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(first);
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(random.nextInt(6) == 0 ? new ArrayList<>(List.of(scalar(field))) : scalar(field));
        }
        return values;
    }

    private Object scalar(TestField field) {
        List<?> pool = field.pool();
        Object value = pool.get(random.nextInt(pool.size()));
        if (field.isText() && random.nextInt(12) == 0) {
            return random.nextBoolean() ? (Object) 5 : (Object) random.nextBoolean();
        }
        return value;
    }

    /** Puts the value under a random split of its path into objects and dotted keys, sometimes inside a list. */
    @SuppressWarnings("unchecked")
    private void put(Map<String, Object> object, List<String> parts, Object value) {
        int taken = random.nextInt(4) == 0 ? 1 + random.nextInt(parts.size()) : 1;
        String key = String.join(".", parts.subList(0, taken));
        List<String> rest = parts.subList(taken, parts.size());
        if (rest.isEmpty()) {
            object.put(key, value);
            return;
        }
        Object held = object.get(key);
        if (held instanceof List<?> list) {
            put((Map<String, Object>) list.get(0), rest, value);
        } else if (held instanceof Map) {
            put((Map<String, Object>) held, rest, value);
        } else {
            Map<String, Object> inner = new LinkedHashMap<>();
            put(inner, rest, value);
            object.put(key, random.nextInt(8) == 0 ? new ArrayList<>(List.of(inner)) : inner);
        }
    }
}
