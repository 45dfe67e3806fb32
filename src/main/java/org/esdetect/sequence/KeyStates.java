package org.esdetect.sequence;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of every join key that has any; none where the plan has no missing steps.
 *
 * <p>A key whose sequences are gone is not removed at once: in most streams it comes again within a moment. Instead all
 * idle keys go when the table has doubled since the last time, which costs a constant for each key added.
 */
final class KeyStates<E> {
    private final Layout layout;
    private final int maximum;
    private final int slack;
    private Map<Object, KeyState<E>> states = new HashMap<>();
    private int sweepAbove;

    /**
     * @param maximum the most keys that may be worth remembering; looked at whenever the table has doubled
     * @param slack how many keys to collect before looking for idle ones; more is faster, less is tighter
     */
    KeyStates(Layout layout, int maximum, int slack) {
        this.layout = layout;
        this.maximum = maximum;
        this.slack = slack;
        this.sweepAbove = slack;
    }

    @Nullable
    KeyState<E> find(Object lookup) {
        return states.get(lookup);
    }

    /** @throws SequenceLimitExceededException if too many keys are worth remembering */
    KeyState<E> findOrAdd(Object lookup, long nowMillis) {
        KeyState<E> known = states.get(lookup);
        if (known != null) {
            return known;
        }
        if (states.size() >= sweepAbove) {
            sweep(nowMillis);
        }
        KeyState<E> added = new KeyState<>(layout);
        states.put(lookup, added);
        return added;
    }

    /** How many keys are held, idle ones included. */
    int size() {
        return states.size();
    }

    private void sweep(long nowMillis) {
        // A new map, since a HashMap that has grown never shrinks and is slow to walk from then on.
        Map<Object, KeyState<E>> kept = new HashMap<>();
        for (Map.Entry<Object, KeyState<E>> entry : states.entrySet()) {
            if (!entry.getValue().idle(layout, nowMillis)) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        if (kept.size() >= maximum) {
            throw new SequenceLimitExceededException(
                    SequenceLimits.REMEMBERED_KEYS, maximum, "[" + kept.size() + "] are in use and one more is needed");
        }
        states = kept;
        sweepAbove = 2 * kept.size() + slack;
    }
}
