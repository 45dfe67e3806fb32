package org.esdetect.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a rule file, read field by field. A value of the wrong kind is reported, with path, value and what was
 * expected, and then counts as absent; so does null.
 */
final class Fields {
    private final String path;
    private final Map<?, ?> values;
    private final Report report;

    /** @param path of the object itself; empty at the top of a file */
    Fields(String path, Map<?, ?> values, Report report) {
        this.path = path;
        this.values = values;
        this.report = report;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The path of the object itself. */
    String path() {
        return path;
    }

    Report report() {
        return report;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** As it stands, whatever its kind. */
    @Nullable
    Object raw(String name) {
        return values.get(name);
    }

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        wrongKind(name, value, "a string");
        return Optional.empty();
    }

    /** A string that must be there and must not be blank. */
    Optional<String> requiredText(String name, String example) {
        if (!has(name)) {
            report.error(path(name), "field [" + path(name) + "] is missing, expected " + example);
            return Optional.empty();
        }
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().isBlank()) {
            report.error(path(name), "field [" + path(name) + "] is empty, expected " + example);
            return Optional.empty();
        }
        return text;
    }

    Optional<Boolean> bool(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Optional.ofNullable((Boolean) value);
        }
        wrongKind(name, value, "true or false");
        return Optional.empty();
    }

    /** A whole number from {@code min} to {@code max}. */
    Optional<Integer> integer(String name, int min, int max) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= min
                && number.doubleValue() <= max) {
            return Optional.of(number.intValue());
        }
        String expected = max == Integer.MAX_VALUE
                ? "a whole number, [" + min + "] or more"
                : "a whole number from [" + min + "] to [" + max + "]";
        wrongKind(name, value, expected);
        return Optional.empty();
    }

    /** One of a few words. */
    Optional<String> word(String name, Collection<String> words) {
        Optional<String> text = text(name);
        if (text.isPresent() && !words.contains(text.get())) {
            String hint = Spelling.closest(text.get(), words)
                    .map(word -> ", did you mean [" + word + "]?")
                    .orElse("");
            report.error(
                    path(name),
                    "field [" + path(name) + "] is [" + Shown.value(text.get()) + "], expected " + Shown.choice(words)
                            + hint);
            return Optional.empty();
        }
        return text;
    }

    /** A word that must be there. */
    Optional<String> requiredWord(String name, Collection<String> words) {
        return requiredText(name, Shown.choice(words)).flatMap(text -> word(name, words));
    }

    /** An array of strings; empty when absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : array(name, "strings")) {
            if (item instanceof String text) {
                texts.add(text);
            } else {
                report.error(
                        path(name),
                        "field [" + path(name) + "] holds [" + Shown.value(item) + "], " + Shown.kind(item)
                                + "; expected an array of strings");
            }
        }
        return texts;
    }

    /** The objects of an array, each with its own path; empty when absent. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        List<?> items = array(name, "objects");
        for (int i = 0; i < items.size(); i++) {
            String itemPath = path(name) + "[" + i + "]";
            if (items.get(i) instanceof Map<?, ?> map) {
                objects.add(new Fields(itemPath, map, report));
            } else {
                report.error(
                        itemPath,
                        "field [" + itemPath + "] is [" + Shown.value(items.get(i)) + "], " + Shown.kind(items.get(i))
                                + "; expected an object");
            }
        }
        return objects;
    }

    Optional<Fields> object(String name) {
        Object value = values.get(name);
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Fields(path(name), map, report));
        }
        if (value != null) {
            wrongKind(name, value, "an object");
        }
        return Optional.empty();
    }

    /** Whether there is something in it: neither absent nor an empty array, object or string. */
    boolean isFilled(String name) {
        Object value = values.get(name);
        return value != null && !value.equals("") && !value.equals(List.of()) && !value.equals(Map.of());
    }

    private List<?> array(String name, String of) {
        Object value = values.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value != null) {
            wrongKind(name, value, "an array of " + of);
        }
        return List.of();
    }

    private void wrongKind(String name, Object value, String expected) {
        report.error(
                path(name),
                "field [" + path(name) + "] is [" + Shown.value(value) + "], " + Shown.kind(value) + "; expected "
                        + expected);
    }
}
