package org.esdetect.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.event.Event;
import org.esdetect.event.Scalars;
import org.jspecify.annotations.Nullable;

/**
 * What one event holds under the paths of a {@link PathTree}, looked up when first asked and kept until the next event.
 * One thread's; reused.
 *
 * <p>A stamp instead of clearing: what was written in an earlier epoch counts as not there. The common document, objects in
 * objects without an array on the way, is read through the parents; where a path can be read in two ways, or leads through
 * an array, the whole path is gathered as {@link org.esdetect.event.MapEvent} does.
 */
final class EventFields implements Event {
    /** Stands for "more than one object or value": gather instead. */
    private static final Object MANY = new Object();

    private final PathTree tree;
    private final MatchLimits limits;
    private final Object[] held;
    private final int[] heldEpochs;
    private final Object[] values;
    private final int[] valueEpochs;
    private int epoch;
    private int items;
    private long reads;
    private Map<?, ?> document = Map.of();
    private @Nullable Event other;

    EventFields(PathTree tree, MatchLimits limits) {
        this.tree = tree;
        this.limits = limits;
        this.held = new Object[tree.size()];
        this.heldEpochs = new int[tree.size()];
        this.values = new Object[tree.size()];
        this.valueEpochs = new int[tree.size()];
    }

    /** Goes on to {@code next}. */
    void begin(Map<?, ?> next) {
        epoch++;
        items = 0;
        document = next;
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
        if (valueEpochs[node] == epoch) {
            return values[node];
        }
        reads++;
        Object value = other == null ? scalarsOf(held(node), node) : ofList(other.values(tree.path(node)));
        valueEpochs[node] = epoch;
        values[node] = value;
        return value;
    }

    @Override
    public List<Object> values(String path) {
        int node = tree.find(path);
        Object value = node < 0 ? null : value(node);
        if (value instanceof List<?> list) {
            return List.copyOf(list);
        }
        return value == null ? List.of() : List.of(value);
    }

    private @Nullable Object held(int node) {
        if (heldEpochs[node] != epoch) {
            held[node] = lookUp(node);
            heldEpochs[node] = epoch;
        }
        return held[node];
    }

    private @Nullable Object lookUp(int node) {
        int ancestor = tree.parent(node);
        Object holder = ancestor == 0 ? document : held(ancestor);
        Object found = holder instanceof Map<?, ?> object ? object.get(tree.key(node)) : null;
        boolean many = isMany(holder);
        String[] dotted = tree.dottedKeys(node);
        for (int i = 0; i < dotted.length && !many; i++) {
            ancestor = tree.parent(ancestor);
            holder = ancestor == 0 ? document : held(ancestor);
            Object also = holder instanceof Map<?, ?> object ? object.get(dotted[i]) : null;
            many = isMany(holder) || (found != null && also != null);
            found = found == null ? also : found;
        }
        return many ? MANY : found;
    }

    private static boolean isMany(@Nullable Object holder) {
        return holder == MANY || holder instanceof Collection;
    }

    private @Nullable Object scalarsOf(@Nullable Object raw, int node) {
        if (raw == null || raw instanceof String) {
            return raw;
        }
        if (raw == MANY) {
            List<Object> found = new ArrayList<>();
            addUnder(document, tree.path(node), 0, found, 0);
            return ofList(found);
        }
        if (raw instanceof Map) {
            return null;
        }
        return raw instanceof Collection<?> list ? ofArray(list) : Scalars.of(raw);
    }

    private @Nullable Object ofArray(Collection<?> array) {
        if (array.size() == 1 && array instanceof List<?> list && list.get(0) instanceof String only) {
            return only;
        }
        List<Object> found = new ArrayList<>(Math.min(array.size(), limits.arrayItems()));
        addHeld(array, found, 0);
        return ofList(found);
    }

    private static @Nullable Object ofList(List<Object> found) {
        return found.isEmpty() ? null : found.size() == 1 ? found.get(0) : found;
    }

    private void addUnder(Map<?, ?> object, String path, int from, List<Object> found, int depth) {
        for (int dot = path.indexOf('.', from); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            addInside(object.get(path.substring(from, dot)), path, dot + 1, found, depth);
        }
        addHeld(object.get(path.substring(from)), found, depth);
    }

    private void addInside(@Nullable Object value, String path, int from, List<Object> found, int depth) {
        if (value instanceof Map<?, ?> object) {
            addUnder(object, path, from, found, depth);
        } else if (value instanceof Collection<?> list) {
            checkNesting(depth);
            for (Object element : list) {
                countItem();
                addInside(element, path, from, found, depth + 1);
            }
        }
    }

    private void addHeld(@Nullable Object value, List<Object> found, int depth) {
        if (value instanceof Collection<?> list) {
            checkNesting(depth);
            for (Object element : list) {
                countItem();
                addHeld(element, found, depth + 1);
            }
        } else if (value != null && !(value instanceof Map)) {
            found.add(Scalars.of(value));
        }
    }

    private void countItem() {
        if (++items > limits.arrayItems()) {
            throw new BudgetExceededException("array items", limits.arrayItems());
        }
    }

    private void checkNesting(int depth) {
        if (depth >= limits.nesting()) {
            throw new BudgetExceededException("levels of arrays", limits.nesting());
        }
    }
}
