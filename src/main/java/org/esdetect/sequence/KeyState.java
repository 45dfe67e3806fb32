package org.esdetect.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Everything the machine knows of one join key: keys are worlds of their own. */
final class KeyState<E> {
    /** As {@link JoinKeys#lookups} gives it. */
    final Object lookup;

    /** Null where the plan has no missing steps. */
    final @Nullable Gaps gaps;

    /** By position, all but the last. */
    private final @Nullable Partial<E>[] slots;

    private @Nullable Deque<Verdict<E>> open;

    @SuppressWarnings("unchecked") // filled by put only
    KeyState(Object lookup, Layout layout) {
        this.lookup = lookup;
        this.slots = (Partial<E>[]) new Partial<?>[layout.positions() - 1];
        this.gaps = layout.watchesAny() ? new Gaps(layout.positions() + 1) : null;
    }

    int slots() {
        return slots.length;
    }

    /** Empties the slot at {@code position} and returns what was in it. */
    @Nullable
    Partial<E> take(int position) {
        Partial<E> partial = slots[position];
        slots[position] = null;
        return partial;
    }

    /** Puts {@code partial} into the slot of its position and returns what it replaces. */
    @Nullable
    Partial<E> put(Partial<E> partial) {
        Partial<E> replaced = slots[partial.position()];
        slots[partial.position()] = partial;
        return replaced;
    }

    /** Lets events of trailing missing steps reach {@code verdict}. Later calls bring later ends. */
    void watch(Verdict<E> verdict) {
        if (open == null) {
            open = new ArrayDeque<>();
        }
        open.addLast(verdict);
    }

    /** The oldest verdict that was {@linkplain #watch watched} and ended before {@code timeMillis}; it is forgotten. */
    @Nullable
    Verdict<E> pollOpenBefore(long timeMillis) {
        if (open == null) {
            return null;
        }
        Verdict<E> oldest = open.peekFirst();
        return oldest != null && oldest.endMillis() < timeMillis ? open.pollFirst() : null;
    }

    /** Whether forgetting this key now changes nothing that is to come. */
    boolean idle(Layout layout, long nowMillis) {
        for (Partial<E> partial : slots) {
            if (partial != null) {
                return false;
            }
        }
        if (open != null) {
            open.removeIf(verdict -> verdict.spoiledUntilMillis() < nowMillis);
            if (!open.isEmpty()) {
                return false;
            }
        }
        return gaps == null || gaps.latest() == Gaps.NEVER || layout.outlived(gaps.latest(), nowMillis);
    }
}
