package org.esdetect.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.event.Scalars;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrays, and paths that can be read in several ways, within limits: every value, in the order of
 * {@link org.esdetect.event.MapEvent}. One thread's.
 */
final class Gatherer {
    private final MatchLimits limits;
    private int itemsLeft;

    Gatherer(MatchLimits limits) {
        this.limits = limits;
        this.itemsLeft = limits.arrayItems();
    }

    /** Goes on to the next event. */
    void begin() {
        itemsLeft = limits.arrayItems();
    }

    /** The scalars of an array: null, the only one, or a list of them. */
    @Nullable
    Object ofArray(Collection<?> array) {
        if (array.size() == 1 && array instanceof ArrayList<?> list && list.get(0) instanceof String only) {
            return only;
        }
        if (array.size() > 1 && array instanceof ArrayList<?> list && areStrings(list)) {
            return list;
        }
        List<Object> found = new ArrayList<>(Math.min(array.size(), limits.arrayItems()));
        addHeld(array, found, 0);
        return ofList(found);
    }

    /** Whether the array can be taken as it is, which is the common case and spares a copy. */
    private boolean areStrings(List<?> array) {
        for (int i = 0; i < array.size(); i++) {
            countItem();
            if (!(array.get(i) instanceof String)) {
                itemsLeft += i + 1;
                return false;
            }
        }
        return true;
    }

    /** The scalars that {@code document} holds under {@code path} in any reading of it, in the same shape. */
    @Nullable
    Object ofPath(Map<?, ?> document, String path) {
        List<Object> found = new ArrayList<>();
        addUnder(document, path, 0, found, 0);
        return ofList(found);
    }

    static @Nullable Object ofList(List<Object> found) {
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
        if (--itemsLeft < 0) {
            throw new BudgetExceededException("array items", limits.arrayItems());
        }
    }

    private void checkNesting(int depth) {
        if (depth >= limits.nesting()) {
            throw new BudgetExceededException("levels of arrays", limits.nesting());
        }
    }
}
