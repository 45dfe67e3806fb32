package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence whose steps all occurred and whose missing steps did not.
 *
 * @param events the events of the positive steps, in step order
 * @param joinKeys the values that the steps share, in key order and canonical form (whole numbers as Long, fractional
 *     ones as Double); null where an optional key is missing. Unmodifiable
 */
public record CompletedSequence<E>(List<E> events, List<@Nullable Object> joinKeys, Ordinal first, Ordinal last) {
    public CompletedSequence {
        events = List.copyOf(events);
        joinKeys = copy(joinKeys);
    }

    private static List<@Nullable Object> copy(List<@Nullable Object> joinKeys) {
        for (@Nullable Object value : joinKeys) {
            if (value == null) {
                return Collections.unmodifiableList(new ArrayList<>(joinKeys));
            }
        }
        // Not even copied where it cannot change.
        return List.copyOf(joinKeys);
    }
}
