package org.esdetect.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.CompiledPredicate;
import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One thread's memory for judging by one {@link Network}: what the event at hand holds, which leaves were judged, which
 * conditions touched. Reused from event to event; never shared. It holds on to the last event until the next.
 *
 * <p>Nothing is cleared between events: each entry carries the number of the event it is of, its epoch.
 */
public final class Scratch {
    private static final int LAST_EPOCH = Integer.MAX_VALUE >> 1;

    final Network network;
    final EventFields fields;
    private final MatchLimits limits;
    private final FoldedText folded = new FoldedText();
    /** Of each leaf: the epoch in which it was judged, doubled, plus one if it held. */
    private final int[] verdicts;

    private final int[] touchedEpochs;
    private final int[] touched;
    private int touchedCount;
    /** Of each that was touched, when timed: what judging it took. */
    private final long[] nanos;

    private final int[] matched;
    private int matchedCount;
    private int epoch;
    private long stepsLeft;
    private long events;
    private long leavesJudged;
    private long conditionsTouched;
    private long charactersSearched;

    Scratch(Network network, MatchLimits limits) {
        this.network = network;
        this.limits = limits;
        this.fields = new EventFields(network.leaves().paths, limits);
        this.verdicts = new int[network.leaves().size()];
        this.touchedEpochs = new int[network.size()];
        this.touched = new int[network.size()];
        this.nanos = new long[network.size()];
        this.matched = new int[network.size()];
    }

    void begin(Map<?, ?> document) {
        beginEpoch();
        fields.begin(document);
    }

    void begin(Event event) {
        beginEpoch();
        fields.begin(event);
    }

    private void beginEpoch() {
        if (epoch == LAST_EPOCH) {
            Arrays.fill(verdicts, 0);
            Arrays.fill(touchedEpochs, 0);
            epoch = 0;
        }
        epoch++;
        touchedCount = 0;
        matchedCount = 0;
        stepsLeft = limits.steps();
        events++;
    }

    /** Lets go of what one large event needed. */
    void end() {
        folded.shrink();
    }

    /** Takes {@code text} into the one buffer for texts. */
    FoldedText load(String text) {
        spend(text.length());
        if (text.length() > limits.valueLength()) {
            throw new BudgetExceededException("characters in one value", limits.valueLength());
        }
        charactersSearched += text.length();
        folded.load(text);
        return folded;
    }

    private void spend(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new BudgetExceededException("steps for one event", limits.steps());
        }
    }

    /** Notes that each of {@code conditions} must be judged. */
    void touch(int[] conditions) {
        for (int condition : conditions) {
            if (touchedEpochs[condition] != epoch) {
                touchedEpochs[condition] = epoch;
                touched[touchedCount++] = condition;
            }
        }
    }

    /** How many conditions the last match judged one by one. */
    public int touchedCount() {
        return touchedCount;
    }

    /** The index of the {@code i}th condition that the last match judged, in no order. */
    public int touched(int i) {
        return touched[i];
    }

    /**
     * What judging that condition took, by the clock that the last match was given. A leaf of several conditions is in
     * the time of that which came first.
     */
    public long nanos(int i) {
        return nanos[i];
    }

    /** Whether a leaf holds; judged at most once an event. */
    boolean holds(int leaf) {
        int verdict = verdicts[leaf];
        if (verdict >> 1 == epoch) {
            return (verdict & 1) != 0;
        }
        boolean holds = judge(leaf);
        verdicts[leaf] = epoch << 1 | (holds ? 1 : 0);
        return holds;
    }

    private boolean judge(int leaf) {
        leavesJudged++;
        LeafTable leaves = network.leaves();
        CompiledPredicate test = leaves.tests[leaf];
        int field = leaves.fields[leaf];
        if (field == LeafTable.EXPRESSION) {
            return test.matches(fields);
        }
        Object value = fields.keptValue(field);
        if (value == null) {
            return false;
        }
        if (value instanceof List<?> list) {
            return anyPasses(test, list, leaves.costs[leaf]);
        }
        chargeFor(value, leaves.costs[leaf]);
        return test.passes(value);
    }

    private boolean anyPasses(CompiledPredicate test, List<?> values, int cost) {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            spend(1);
            chargeFor(value, cost);
            if (test.passes(value)) {
                return true;
            }
        }
        return false;
    }

    /** What is short is free: no honest event gets near the limit by it. */
    private void chargeFor(Object value, int cost) {
        if (value instanceof String text && text.length() > 256) {
            spend(text.length() * Math.max(1L, cost / 8));
        }
    }

    /** Judges what was touched, by the clock if there is one; the matches are then at hand, ascending. */
    int judgeTouched(@Nullable LongSupplier clock) {
        conditionsTouched += touchedCount;
        if (clock == null) {
            for (int i = 0; i < touchedCount; i++) {
                judgeCondition(touched[i]);
            }
        } else {
            judgeTimed(clock);
        }
        if (matchedCount > 1) {
            Arrays.sort(matched, 0, matchedCount);
        }
        return matchedCount;
    }

    /** One look at the clock each: the end of one is the start of the next. */
    private void judgeTimed(LongSupplier clock) {
        long start = clock.getAsLong();
        for (int i = 0; i < touchedCount; i++) {
            judgeCondition(touched[i]);
            long end = clock.getAsLong();
            nanos[i] = end - start;
            start = end;
        }
    }

    private void judgeCondition(int condition) {
        if (runs(condition)) {
            matched[matchedCount++] = condition;
        }
    }

    private boolean runs(int condition) {
        int[] code = network.programs().code;
        int at = network.programs().starts[condition];
        while (at >= 0) {
            at = code[holds(code[at]) ? at + 1 : at + 2];
        }
        return at == Program.HOLDS;
    }

    /** The index of the {@code i}th condition that held in the last match, ascending. */
    public int matched(int i) {
        if (i >= matchedCount) {
            throw new IndexOutOfBoundsException("match [" + i + "] of [" + matchedCount + "]");
        }
        return matched[i];
    }

    /** What this scratch did so far, over all events. */
    public MatchWork work() {
        return new MatchWork(events, fields.reads(), charactersSearched, leavesJudged, conditionsTouched);
    }
}
