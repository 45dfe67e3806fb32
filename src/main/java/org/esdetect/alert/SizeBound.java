package org.esdetect.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a document under a size by taking out its largest values, each whole: half a command line would mislead. */
final class SizeBound {
    /** An object on the way to a value; {@code parent} is null for the document. */
    private record Owner(Map<?, ?> members, String name, @Nullable Owner parent) {}

    /** A value that can be taken out: anything but an object with members; a list or a point counts as one. */
    private record Value(String path, Owner owner, String name, long bytes) {}

    private static final Comparator<Value> LARGEST_FIRST =
            Comparator.comparingLong(Value::bytes).reversed().thenComparing(Value::path);

    private SizeBound() {}

    /**
     * Takes values out of {@code document} until it is no larger than {@code maxBytes} as JSON, and reports them; of
     * values of one size, those whose paths come first.
     */
    static void trim(Map<String, Object> document, long maxBytes, DroppedFields dropped) {
        long bytes = bytes(document);
        if (bytes <= maxBytes) {
            return;
        }
        List<Value> values = new ArrayList<>();
        collect(new Owner(document, "", null), "", values);
        values.sort(LARGEST_FIRST);
        for (Value value : values) {
            if (bytes <= maxBytes) {
                break;
            }
            dropped.add(value.path());
            bytes -= remove(value);
        }
    }

    /** Takes out a value and the objects that it leaves empty; returns how many bytes less that is. */
    private static long remove(Value value) {
        value.owner().members().remove(value.name());
        long bytes = value.bytes();
        Owner owner = value.owner();
        for (Owner parent = owner.parent(); parent != null && owner.members().isEmpty(); parent = owner.parent()) {
            parent.members().remove(owner.name());
            bytes += memberBytes(owner.name(), Map.of());
            owner = parent;
        }
        return bytes;
    }

    /** The size as JSON in UTF-8, without white space. */
    static long bytes(@Nullable Object value) {
        if (value instanceof String text) {
            return bytes(text);
        }
        if (value instanceof Map<?, ?> object) {
            long sum = 2;
            for (Map.Entry<?, ?> member : object.entrySet()) {
                sum += memberBytes((String) member.getKey(), member.getValue());
            }
            return sum;
        }
        if (value instanceof List<?> items) {
            long sum = 2;
            for (Object item : items) {
                sum += bytes(item) + 1;
            }
            return sum;
        }
        return String.valueOf(value).length();
    }

    private static long memberBytes(String name, @Nullable Object value) {
        return bytes(name) + bytes(value) + 2;
    }

    private static long bytes(String text) {
        long sum = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                sum += 6;
            } else if (c < 0x80) {
                sum += c == '"' || c == '\\' ? 2 : 1;
            } else {
                // A surrogate pair is four bytes: two for each half.
                sum += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return sum;
    }

    private static void collect(Owner owner, String prefix, List<Value> values) {
        owner.members().forEach((key, member) -> {
            String name = (String) key;
            if (member instanceof Map<?, ?> inner && !inner.isEmpty() && !FieldValues.isPoint(inner)) {
                collect(new Owner(inner, name, owner), prefix + name + ".", values);
            } else {
                values.add(new Value(prefix + name, owner, name, memberBytes(name, member)));
            }
        });
    }
}
