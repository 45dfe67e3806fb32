package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * The join keys of an event at a step.
 *
 * <p>An event takes part once for each tuple: once for each value of a multi-valued key, and with several keys once for
 * each combination of their values. Whole numbers are one key however they are written, fractional ones likewise;
 * strings and booleans count as they are, with their case.
 */
public final class JoinKeys {
    private static final JoinTuple MISSING = new JoinTuple(Collections.singletonList(null));

    private JoinKeys() {}

    /**
     * Every tuple of {@code event}: distinct, ascending; none when a key that is not optional is missing.
     *
     * @param maximum the most tuples that one event may have
     * @throws SequenceLimitExceededException if there are more
     */
    public static List<JoinTuple> of(List<JoinKey> keys, Event event, int maximum) {
        List<List<@Nullable Object>> values = new ArrayList<>(keys.size());
        long count = 1;
        for (JoinKey key : keys) {
            List<@Nullable Object> ofKey = values(key, event);
            values.add(ofKey);
            // Checked at each key, so that the product cannot overflow.
            count = checked(count * ofKey.size(), maximum, keys);
        }
        return count == 0 ? List.of() : combine(values);
    }

    /**
     * The same tuples as keys of a map: with one join key its bare value, which spares the machine a tuple an event.
     * {@link #unwrap} is the way back.
     */
    static List<Object> lookups(List<JoinKey> keys, Event event, int maximum) {
        if (keys.isEmpty()) {
            return List.of(JoinTuple.EMPTY);
        }
        if (keys.size() > 1) {
            return List.copyOf(of(keys, event, maximum));
        }
        List<Object> lookups = new ArrayList<>();
        for (@Nullable Object value : values(keys.get(0), event)) {
            lookups.add(value == null ? MISSING : value);
        }
        checked(lookups.size(), maximum, keys);
        return lookups;
    }

    /** The join key values that {@code lookup} stands for. */
    static List<@Nullable Object> unwrap(Object lookup) {
        return lookup instanceof JoinTuple tuple ? tuple.values() : List.of(lookup);
    }

    private static List<@Nullable Object> values(JoinKey key, Event event) {
        List<Object> values = event.values(key.field());
        if (values.isEmpty()) {
            return key.optional() ? MISSING.values() : List.of();
        }
        if (values.size() == 1) {
            return List.of(CanonicalValue.of(values.get(0)));
        }
        TreeSet<Object> distinct = new TreeSet<>(CanonicalValue::compare);
        for (Object value : values) {
            distinct.add(CanonicalValue.of(value));
        }
        return List.copyOf(distinct);
    }

    /** First key outermost, so that ascending values give ascending tuples. */
    private static List<JoinTuple> combine(List<List<@Nullable Object>> values) {
        List<List<@Nullable Object>> heads = List.of(List.of());
        for (List<@Nullable Object> ofKey : values) {
            List<List<@Nullable Object>> longer = new ArrayList<>(heads.size() * ofKey.size());
            for (List<@Nullable Object> head : heads) {
                for (@Nullable Object value : ofKey) {
                    List<@Nullable Object> next = new ArrayList<>(head);
                    next.add(value);
                    longer.add(next);
                }
            }
            heads = longer;
        }
        return heads.stream().map(JoinTuple::new).toList();
    }

    private static long checked(long count, int maximum, List<JoinKey> keys) {
        if (count > maximum) {
            List<String> fields = keys.stream().map(JoinKey::field).toList();
            throw new SequenceLimitExceededException(
                    SequenceLimits.KEYS_PER_EVENT, maximum, "one event has [" + count + "] values of " + fields);
        }
        return count;
    }
}
