package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a step's join keys in one event: what must be equal for two events to meet in a sequence.
 *
 * <p>Values are in canonical form (see {@link JoinKeys}), so {@code equals} is the meaning of "the same key". The order
 * is value by value: null, booleans, numbers, strings.
 */
public final class JoinTuple implements Comparable<JoinTuple> {
    /** The order of single values, null aside. */
    public static final Comparator<Object> VALUES = CanonicalValue::compare;

    static final JoinTuple EMPTY = new JoinTuple(List.of());

    private final List<@Nullable Object> values;
    private final int hash;

    JoinTuple(List<? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
        this.hash = this.values.hashCode();
    }

    /** A tuple of values that are in canonical form, as those of a {@link CompletedSequence} are. */
    public static JoinTuple of(List<? extends @Nullable Object> canonical) {
        return new JoinTuple(canonical);
    }

    /** In key order; null where an optional key is missing. Unmodifiable. */
    public List<@Nullable Object> values() {
        return values;
    }

    @Override
    public int compareTo(JoinTuple other) {
        int shared = Math.min(values.size(), other.values.size());
        for (int i = 0; i < shared; i++) {
            int order = compareValues(values.get(i), other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    private static int compareValues(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return CanonicalValue.compare(left, right);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JoinTuple tuple && hash == tuple.hash && values.equals(tuple.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
