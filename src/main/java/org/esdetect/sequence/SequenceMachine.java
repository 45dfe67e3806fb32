package org.esdetect.sequence;

import java.util.BitSet;
import java.util.List;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sequences of one rule in events that come in order.
 *
 * <p>For each join key and each positive step but the last there is a slot for one pending sequence, the one that
 * reached that step last. An event is tried at the last step first. At a later step it takes what is in the slot before
 * and moves it on, or drops it when it began more than maxspan ago; at the first step it begins a sequence. Either way
 * it replaces what was in the slot it fills. An until event empties all slots of its key. Hence the latest start wins,
 * an event is never twice in one sequence, and there is no going back to what was replaced.
 *
 * <p>Missing steps choose nothing: they judge the sequences that the positive steps alone give. One that ends the rule
 * needs to know what happens until maxspan is over, so its verdict waits for {@link #drain}.
 *
 * <p>Memory: with a maxspan nothing older than that is kept, without one what is pending. Both are bounded by
 * {@link SequenceLimits}. For one thread.
 */
public final class SequenceMachine<E> {
    /** Stands for the until condition where a step's index is expected. */
    private static final int UNTIL = -1;

    private static final int SWEEP_SLACK = 1024;

    private final Layout layout;
    private final SequenceLimits limits;
    private final @Nullable List<JoinKey> untilKeys;
    private final Slots<E> slots;
    private final KeyStates<E> states;
    private final Expiry<E> expiry = new Expiry<>();
    private final Verdicts<E> verdicts;
    private @Nullable Ordinal latest;
    private int incomplete;

    public SequenceMachine(SequencePlan plan, SequenceLimits limits) {
        this(plan, limits, SWEEP_SLACK);
    }

    /** @param sweepSlack see {@link KeyStates} */
    SequenceMachine(SequencePlan plan, SequenceLimits limits, int sweepSlack) {
        this.layout = new Layout(plan);
        this.limits = limits;
        this.untilKeys = plan.until().orElse(null);
        this.slots = new Slots<>(layout.positions() - 1);
        this.states = new KeyStates<>(layout, limits.rememberedKeys(), sweepSlack);
        this.verdicts = new Verdicts<>(layout);
    }

    /**
     * The sequences in {@code inOrder}, as far as {@code watermarkMillis} decides them, with the default limits.
     *
     * @see #accept
     * @see #drain
     */
    public static <E> List<CompletedSequence<E>> run(
            SequencePlan plan, Iterable<Candidate<E>> inOrder, long watermarkMillis) {
        SequenceMachine<E> machine = new SequenceMachine<>(plan, SequenceLimits.DEFAULT);
        for (Candidate<E> candidate : inOrder) {
            machine.accept(candidate);
        }
        return machine.drain(watermarkMillis);
    }

    /**
     * Takes the next event. Events of all steps, missing ones included, and until events come in one ascending order.
     *
     * @throws IllegalArgumentException if the event is not after the one before, or satisfies a step that the plan does
     *     not have
     * @throws SequenceLimitExceededException if memory runs over a limit; the machine cannot be used any further
     */
    public void accept(Candidate<E> candidate) {
        Ordinal now = candidate.ordinal();
        checkOrder(now);
        expire(now);
        BitSet steps = candidate.steps();
        int step = steps.length() - 1;
        if (step >= layout.steps()) {
            throw new IllegalArgumentException(
                    "no step [" + step + "] in a plan of [" + layout.steps() + "] steps, found in [" + now + "]");
        }
        for (; step >= 0; step = steps.previousSetBit(step - 1)) {
            takePart(step, layout.keys(step), candidate);
        }
        if (candidate.until()) {
            if (untilKeys == null) {
                throw new IllegalArgumentException("the plan has no until, but [" + now + "] satisfies it");
            }
            takePart(UNTIL, untilKeys, candidate);
        }
    }

    /**
     * Returns the sequences that are complete and decided, each once, in the order of their last events and, where one
     * event completes several, of their join keys.
     *
     * <p>Without missing steps that is all that is complete, whatever the watermark. With missing steps a sequence is
     * decided when the watermark has reached its last event, and with a trailing missing step the last moment at which
     * an event of that could spoil it: maxspan after the first event. Those come with a later call.
     *
     * @param watermarkMillis the caller's word that every event up to and including this millisecond has been accepted
     */
    public List<CompletedSequence<E>> drain(long watermarkMillis) {
        return verdicts.drain(watermarkMillis);
    }

    /** How many sequences have begun and are neither complete nor given up, or complete but not decided. */
    public int pending() {
        return incomplete + verdicts.open();
    }

    /** How many join keys are held in memory, one once for each slot that it fills. */
    int rememberedKeys() {
        return states.size() + slots.full();
    }

    private void checkOrder(Ordinal now) {
        if (latest != null && now.timeMillis() <= latest.timeMillis() && now.compareTo(latest) <= 0) {
            throw new IllegalArgumentException(
                    "events must come in ascending order, found [" + now + "] after [" + latest + "]");
        }
        latest = now;
    }

    /** Drops what began too long ago for any event from now on; its slot would be emptied by the next one anyway. */
    private void expire(Ordinal now) {
        // Where this is beyond the range of long, all are looked at.
        long startMillis = now.timeMillis() - layout.maxSpanMillis();
        Partial<E> oldest = expiry.oldest(startMillis);
        while (oldest != null && layout.exceedsMaxSpan(oldest.first, now)) {
            slots.take(oldest.position(), oldest.lookup);
            discard(oldest);
            oldest = expiry.oldest(startMillis);
        }
    }

    private void takePart(int step, List<JoinKey> keys, Candidate<E> candidate) {
        if (keys.size() == 1) {
            // By far the most frequent case, and the one that needs no list.
            List<Object> values = candidate.event().values(keys.get(0).field());
            if (values.size() == 1) {
                takePart(step, CanonicalValue.of(values.get(0)), candidate);
                return;
            }
        }
        for (Object lookup : JoinKeys.lookups(keys, candidate.event(), limits.keysPerEvent())) {
            takePart(step, lookup, candidate);
        }
    }

    private void takePart(int step, Object lookup, Candidate<E> candidate) {
        if (step == UNTIL) {
            cancel(lookup);
        } else if (layout.missing(step)) {
            mark(layout.gap(step), lookup, candidate.ordinal().timeMillis());
        } else if (layout.position(step) == 0) {
            begin(lookup, candidate);
        } else {
            extend(layout.position(step), lookup, candidate);
        }
    }

    private void begin(Object lookup, Candidate<E> candidate) {
        long now = candidate.ordinal().timeMillis();
        KeyState<E> home = null;
        long leading = Gaps.NEVER;
        if (layout.watchesAny()) {
            home = states.findOrAdd(lookup, now);
            home.begun();
            leading = home.gaps.latestBefore(0, now);
        }
        Partial<E> partial = new Partial<>(lookup, home, candidate, leading, layout.positions());
        incomplete++;
        if (layout.bounded()) {
            expiry.add(partial);
        }
        settle(partial, candidate.ordinal());
        if (pending() > limits.pendingSequences()) {
            throw new SequenceLimitExceededException(
                    SequenceLimits.PENDING_SEQUENCES,
                    limits.pendingSequences(),
                    "one more begins with [" + candidate.ordinal() + "]");
        }
    }

    private void extend(int position, Object lookup, Candidate<E> candidate) {
        Partial<E> partial = slots.take(position - 1, lookup);
        if (partial == null) {
            return;
        }
        // Not too old: expire() has been here with this very event.
        KeyState<E> home = partial.home;
        if (home != null && home.gaps.latestBefore(position, candidate.ordinal().timeMillis()) > partial.lastMillis()) {
            partial.spoil();
        }
        partial.append(position, candidate);
        settle(partial, candidate.ordinal());
    }

    /** Puts {@code partial}, which has just grown, where it belongs: into a slot or, complete, among the verdicts. */
    private void settle(Partial<E> partial, Ordinal now) {
        if (partial.position() == layout.positions() - 1) {
            discard(partial);
            verdicts.add(partial, now);
            return;
        }
        Partial<E> replaced = slots.put(partial);
        if (replaced != null) {
            discard(replaced);
        }
    }

    private void mark(int gap, Object lookup, long timeMillis) {
        if (gap == layout.positions()) {
            // What has ended has been seen; what is to come will not look back at this.
            KeyState<E> state = states.find(lookup);
            if (state != null) {
                verdicts.trailing(state, timeMillis);
            }
            return;
        }
        states.findOrAdd(lookup, timeMillis).gaps.mark(gap, timeMillis);
    }

    private void cancel(Object lookup) {
        for (int position = 0; position < slots.count(); position++) {
            Partial<E> partial = slots.take(position, lookup);
            if (partial != null) {
                discard(partial);
            }
        }
    }

    /** Forgets a sequence that is in no slot. */
    private void discard(Partial<E> partial) {
        incomplete--;
        if (partial.home != null) {
            partial.home.discarded();
        }
        if (layout.bounded()) {
            expiry.remove(partial);
        }
    }
}
