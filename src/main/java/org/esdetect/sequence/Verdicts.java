package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges complete sequences by the missing steps before and after them and keeps them until the verdict may be given.
 * What lies between positive steps has been judged on the way, see {@link Partial#spoil}.
 */
final class Verdicts<E> {
    private final Layout layout;
    private final boolean leads;
    private final boolean trails;
    /** In plans without missing steps, where a complete sequence needs no verdict. */
    private List<CompletedSequence<E>> certain = new ArrayList<>();

    private List<Verdict<E>> verdicts = new ArrayList<>();
    private int open;

    Verdicts(Layout layout) {
        this.layout = layout;
        this.leads = layout.watches(0);
        this.trails = layout.watches(layout.positions());
    }

    /** Takes a sequence that has just got its last positive step, {@code last}. Calls come in order of {@code last}. */
    void add(Partial<E> partial, Ordinal last) {
        if (partial.spoiled() || spoiledByLeading(partial, last)) {
            return;
        }
        CompletedSequence<E> sequence =
                new CompletedSequence<>(partial.events(), JoinKeys.unwrap(partial.lookup), partial.first, last);
        if (!layout.watchesAny()) {
            certain.add(sequence);
            return;
        }
        long spoiledUntil = spoiledUntilMillis(partial);
        Verdict<E> verdict = new Verdict<>(sequence, spoiledUntil, Math.max(last.timeMillis(), spoiledUntil));
        verdicts.add(verdict);
        open++;
        if (spoiledUntil != Gaps.NEVER && partial.home != null) {
            partial.home.watch(verdict);
        }
    }

    private boolean spoiledByLeading(Partial<E> partial, Ordinal last) {
        return leads
                && !trails
                && partial.leadingMillis != Gaps.NEVER
                && !layout.outlived(partial.leadingMillis, last.timeMillis());
    }

    /**
     * With a trailing step alone the span counts from the sequence's first event; with a leading one too, from the
     * latest event of that, and where there is none, nothing that follows matters.
     */
    private long spoiledUntilMillis(Partial<E> partial) {
        if (!trails || (leads && partial.leadingMillis == Gaps.NEVER)) {
            return Gaps.NEVER;
        }
        return layout.plusMaxSpan(leads ? partial.leadingMillis : partial.first.timeMillis());
    }

    /**
     * Takes an event of a trailing missing step. The first one after a sequence's end decides it; one in the very
     * millisecond of the end does not count.
     */
    void trailing(KeyState<E> state, long timeMillis) {
        Verdict<E> verdict = state.pollOpenBefore(timeMillis);
        while (verdict != null) {
            if (verdict.open() && timeMillis <= verdict.spoiledUntilMillis()) {
                verdict.spoil();
                open--;
            }
            verdict = state.pollOpenBefore(timeMillis);
        }
    }

    /** How many are not decided. */
    int open() {
        return open;
    }

    /** Gives what is decided, in the order of the last events, and forgets it. */
    List<CompletedSequence<E>> drain(long watermarkMillis) {
        List<CompletedSequence<E>> given = certain;
        certain = new ArrayList<>();
        List<Verdict<E>> kept = new ArrayList<>();
        for (Verdict<E> verdict : verdicts) {
            if (!verdict.open()) {
                continue;
            }
            if (verdict.decidedAt(watermarkMillis)) {
                verdict.give();
                given.add(verdict.sequence());
            } else {
                kept.add(verdict);
            }
        }
        verdicts = kept;
        open = kept.size();
        return given;
    }
}
