package org.esdetect.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.Event;
import org.esdetect.event.Scalars;
import org.jspecify.annotations.Nullable;

/**
 * What one event holds under the paths of a {@link PathTree}, looked up when first asked. One thread's; reused.
 *
 * <p>A stamp instead of clearing: what was written in an earlier epoch counts as not there. The common document,
 * objects in objects without an array on the way, is read through the parents, each found once; where a path can be
 * read in two ways, or leads through an array, the whole path is gathered.
 *
 * <p>A value is kept only when it will be asked for again: to store a reference to a young object in an old array costs
 * more than many a lookup.
 */
final class EventFields implements Event {
    /** Stands for "more than one object or value": gather instead. */
    private static final Object MANY = new Object();

    private final PathTree tree;
    private final Gatherer gatherer;
    private final DottedKeys dottedKeys = new DottedKeys();
    private final Object[] objects;
    private final int[] objectEpochs;
    private final Object[] values;
    private final int[] valueEpochs;
    private int epoch;
    private long reads;
    private Map<?, ?> document = Map.of();
    private boolean dottedRoot;
    private @Nullable Event other;

    EventFields(PathTree tree, MatchLimits limits) {
        this.tree = tree;
        this.gatherer = new Gatherer(limits);
        this.objects = new Object[tree.size()];
        this.objectEpochs = new int[tree.size()];
        this.values = new Object[tree.size()];
        this.valueEpochs = new int[tree.size()];
    }

    /** Goes on to {@code next}. */
    void begin(Map<?, ?> next) {
        epoch++;
        gatherer.begin();
        document = next;
        dottedRoot = dottedKeys.isIn(next);
        other = null;
    }

    /** Goes on to an event that is no document. */
    void begin(Event next) {
        begin(Map.of());
        other = next;
    }

    /** How many fields were looked up so far, over all events. */
    long reads() {
        return reads;
    }

    /** What field {@code node} holds: null, one scalar, or a list of two or more scalars. */
    @Nullable
    Object value(int node) {
        return valueEpochs[node] == epoch ? values[node] : read(node);
    }

    /** Keeps the value of field {@code node}, just read, for those who ask again. */
    void keep(int node, @Nullable Object value) {
        valueEpochs[node] = epoch;
        values[node] = value;
    }

    /** As {@link #value}, and kept. */
    @Nullable
    Object keptValue(int node) {
        if (valueEpochs[node] != epoch) {
            keep(node, read(node));
        }
        return values[node];
    }

    @Override
    public List<Object> values(String path) {
        int node = tree.find(path);
        Object value = node < 0 ? null : keptValue(node);
        if (value instanceof List<?> list) {
            return List.copyOf(list);
        }
        return value == null ? List.of() : List.of(value);
    }

    /** The lengths of the longest text that each of {@code paths} holds, together. */
    long longestTexts(List<String> paths) {
        long sum = 0;
        for (int i = 0; i < paths.size(); i++) {
            int node = tree.find(paths.get(i));
            Object value = node < 0 ? null : keptValue(node);
            int longest = value instanceof String text ? text.length() : 0;
            if (value instanceof List<?> list) {
                for (int j = 0; j < list.size(); j++) {
                    longest = list.get(j) instanceof String text ? Math.max(longest, text.length()) : longest;
                }
            }
            sum += longest;
        }
        return sum;
    }

    private @Nullable Object read(int node) {
        reads++;
        if (other != null) {
            return Gatherer.ofList(other.values(tree.step(node).path));
        }
        Object held = held(node);
        if (held == null || held instanceof String) {
            return held;
        }
        if (held == MANY) {
            return gatherer.ofPath(document, tree.step(node).path);
        }
        return isMap(held) ? null : held instanceof Collection<?> array ? gatherer.ofArray(array) : Scalars.of(held);
    }

    /** The object at {@code node}, or {@link #MANY}, or null. */
    private @Nullable Object object(int node) {
        if (node == 0) {
            return document;
        }
        if (objectEpochs[node] != epoch) {
            Object held = held(node);
            objects[node] = held == null || isMap(held) ? held : held instanceof Collection ? MANY : null;
            objectEpochs[node] = epoch;
        }
        return objects[node];
    }

    /** What the document holds at {@code node} as it stands, or {@link #MANY}. */
    private @Nullable Object held(int node) {
        PathTree.Step step = tree.step(node);
        Object holder = object(step.parent);
        if (holder == MANY) {
            return MANY;
        }
        Object found = holder == null ? null : get(holder, step.key);
        if (step.parent == 0) {
            return found;
        }
        return dottedRoot || step.dottedKeys.length > 0 ? heldDotted(step, found) : found;
    }

    /** Also reads keys with dots: {@code a.b.c} as {@code b.c} in {@code a} and as {@code a.b.c} in the document. */
    private @Nullable Object heldDotted(PathTree.Step step, @Nullable Object foundInParent) {
        Object found = foundInParent;
        int ancestor = step.parent;
        for (String key : step.dottedKeys) {
            ancestor = tree.step(ancestor).parent;
            Object holder = object(ancestor);
            Object also = holder == null || holder == MANY ? holder : get(holder, key);
            if (also == MANY || (found != null && also != null)) {
                return MANY;
            }
            found = found == null ? also : found;
        }
        Object also = dottedRoot ? document.get(step.path) : null;
        return found != null && also != null ? MANY : found == null ? also : found;
    }

    private static @Nullable Object get(Object object, String key) {
        return ((Map<?, ?>) object).get(key);
    }

    /** The two classes that parsers make are told apart without a walk through the interfaces of the class. */
    private static boolean isMap(Object held) {
        Class<?> type = held.getClass();
        return type == HashMap.class || type == LinkedHashMap.class || held instanceof Map;
    }
}
