package org.esdetect.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What missing steps make the machine remember of one join key: keys are worlds of their own. */
final class KeyState<E> {
    final Gaps gaps;

    /** How many sequences have begun with this key and are in a slot; they read {@link #gaps}. */
    private int pending;

    private @Nullable Deque<Verdict<E>> open;

    KeyState(Layout layout) {
        this.gaps = new Gaps(layout.positions() + 1);
    }

    void begun() {
        pending++;
    }

    void discarded() {
        pending--;
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
        if (pending > 0) {
            return false;
        }
        if (open != null) {
            open.removeIf(verdict -> verdict.spoiledUntilMillis() < nowMillis);
            if (!open.isEmpty()) {
                return false;
            }
        }
        return gaps.latest() == Gaps.NEVER || layout.outlived(gaps.latest(), nowMillis);
    }
}
