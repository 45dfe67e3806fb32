package org.esdetect.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is a document map, as a client sent it: nested objects, dotted keys, or both.
 *
 * <p>Holds no copy. What a path holds is read once, at the first question, and kept: the map must not change while the
 * event is judged. Not thread-safe.
 */
public final class MapEvent implements Event {
    private final Map<String, Object> document;
    private final Map<String, List<Object>> known = new HashMap<>();
    private final boolean dottedRoot;

    public MapEvent(Map<String, Object> document) {
        this.document = document;
        this.dottedRoot = hasDottedKey(document);
    }

    /** The document itself, not a copy. */
    public Map<String, Object> document() {
        return document;
    }

    @Override
    public List<Object> values(String path) {
        List<Object> values = known.get(path);
        if (values == null) {
            values = read(path);
            known.put(path, values);
        }
        return values;
    }

    @Override
    public List<Event> objects(String path) {
        List<Event> found = new ArrayList<>();
        addObjects(document, path, found);
        return found;
    }

    /** Every way to read {@code path} through nested objects, arrays of them and dotted keys. */
    private static void addObjects(@Nullable Object node, String path, List<Event> found) {
        if (node instanceof Collection<?> items) {
            items.forEach(item -> addObjects(item, path, found));
        } else if (node instanceof Map<?, ?> object) {
            addHeldObjects(object.get(path), found);
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                addObjects(object.get(path.substring(0, dot)), path.substring(dot + 1), found);
            }
        }
    }

    private static void addHeldObjects(@Nullable Object node, List<Event> found) {
        if (node instanceof Collection<?> items) {
            items.forEach(item -> addHeldObjects(item, found));
        } else if (node instanceof Map<?, ?> object) {
            Map<String, Object> members = new HashMap<>();
            object.forEach((name, value) -> members.put(String.valueOf(name), value));
            found.add(new MapEvent(members));
        }
    }

    private List<Object> read(String path) {
        Collector found = new Collector();
        int dot = path.indexOf('.');
        if (dottedRoot || dot < 0) {
            found.addUnder(document, path, 0);
        } else {
            found.addInside(document.get(path.substring(0, dot)), path, dot + 1);
        }
        return found.values();
    }

    private static boolean hasDottedKey(Map<String, Object> document) {
        for (String key : document.keySet()) {
            if (key.indexOf('.') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Gathers values; the first of them without a list, because most fields have one. */
    private static final class Collector {
        private @Nullable Object first;
        private @Nullable List<Object> values;

        List<Object> values() {
            if (values != null) {
                return values;
            }
            return first == null ? List.of() : List.of(first);
        }

        /** Every way to read {@code path} from position {@code from} on through the keys of {@code object}. */
        void addUnder(Map<?, ?> object, String path, int from) {
            for (int dot = path.indexOf('.', from); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                addInside(object.get(path.substring(from, dot)), path, dot + 1);
            }
            addHeld(object.get(path.substring(from)));
        }

        /** What the objects in {@code value} hold under the rest of {@code path}. */
        void addInside(@Nullable Object value, String path, int from) {
            if (value instanceof Map<?, ?> object) {
                addUnder(object, path, from);
            } else if (value instanceof Collection<?> list) {
                for (Object element : list) {
                    addInside(element, path, from);
                }
            }
        }

        /** The scalars that {@code value} is or lists, arrays of arrays flattened. */
        void addHeld(@Nullable Object value) {
            if (value instanceof Collection<?> list) {
                for (Object element : list) {
                    addHeld(element);
                }
            } else if (value != null && !(value instanceof Map)) {
                addValue(Scalars.of(value));
            }
        }

        private void addValue(Object value) {
            if (first == null) {
                first = value;
                return;
            }
            if (values == null) {
                values = new ArrayList<>(4);
                values.add(first);
            }
            values.add(value);
        }
    }
}
