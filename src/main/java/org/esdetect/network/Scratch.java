package org.esdetect.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
    private final Steps steps;
    private final int valueLength;
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
    private final List<Undecided> undecided = new ArrayList<>();
    private final List<Undecided> undecidedView = Collections.unmodifiableList(undecided);

    private long events;
    private long leavesJudged;
    private long conditionsTouched;
    private long charactersSearched;

    Scratch(Network network, MatchLimits limits) {
        this.network = network;
        this.steps = new Steps(limits);
        this.valueLength = limits.valueLength();
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
        undecided.clear();
        steps.begin();
        events++;
    }

    /** Lets go of what one large event needed. */
    void end() {
        folded.shrink();
    }

    /** Takes {@code text} into the one buffer for texts. */
    FoldedText load(String text) {
        steps.spend(text.length());
        if (text.length() > valueLength) {
            throw new BudgetExceededException("characters in one value", valueLength);
        }
        charactersSearched += text.length();
        folded.load(text);
        return folded;
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

    /**
     * Whether a leaf holds, or is too much to be judged for the sake of touching: the conditions that it touches then
     * judge it, at their own expense.
     */
    boolean mayHold(int leaf) {
        steps.limitToWitness();
        boolean holds = true;
        try {
            holds = holds(leaf);
        } catch (ConditionBudgetException tooDear) {
            leavesJudged--; // It may hold; they judge it.
        } catch (BudgetExceededException tooLarge) {
            throw tooLarge;
        } catch (RuntimeException | StackOverflowError failure) {
            // So do the conditions, each on its own.
        }
        steps.limitToEvent();
        return holds;
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
            return steps.holdsOfCombinations(test, fields);
        }
        Object value = fields.keptValue(field);
        if (value == null) {
            return false;
        }
        if (value instanceof List<?> list) {
            return anyPasses(test, list, leaves.costs[leaf]);
        }
        steps.spendFor(value, leaves.costs[leaf]);
        return test.passes(value);
    }

    private boolean anyPasses(CompiledPredicate test, List<?> values, int cost) {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            steps.spend(1);
            steps.spendFor(value, cost);
            if (test.passes(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Judges what was touched, but for what is set aside, by the clock if there is one; the matches are then at hand,
     * ascending.
     */
    int judgeTouched(@Nullable BitSet setAside, @Nullable LongSupplier clock) {
        conditionsTouched += touchedCount;
        if (clock == null) {
            for (int i = 0; i < touchedCount; i++) {
                judgeCondition(touched[i], setAside);
            }
        } else {
            judgeTimed(setAside, clock);
        }
        steps.limitToEvent();
        if (matchedCount > 1) {
            Arrays.sort(matched, 0, matchedCount);
        }
        return matchedCount;
    }

    /** One look at the clock each: the end of one is the start of the next. */
    private void judgeTimed(@Nullable BitSet setAside, LongSupplier clock) {
        long start = clock.getAsLong();
        for (int i = 0; i < touchedCount; i++) {
            judgeCondition(touched[i], setAside);
            long end = clock.getAsLong();
            nanos[i] = end - start;
            start = end;
        }
    }

    /** Whatever goes wrong in one condition leaves the verdicts of the others alone, unless the event is too much. */
    private void judgeCondition(int condition, @Nullable BitSet setAside) {
        if (setAside != null && setAside.get(condition)) {
            undecided.add(new Undecided(condition, null));
            return;
        }
        steps.limitToCondition();
        try {
            if (runs(condition)) {
                matched[matchedCount++] = condition;
            }
        } catch (ConditionBudgetException tooDear) {
            undecided.add(new Undecided(condition, tooDear));
        } catch (BudgetExceededException tooLarge) {
            throw tooLarge;
        } catch (RuntimeException | StackOverflowError failure) {
            undecided.add(new Undecided(condition, failure));
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

    /** The conditions that the last match touched without a verdict, in no order; until the next match. */
    public List<Undecided> undecided() {
        return undecidedView;
    }

    /** What this scratch did so far, over all events. */
    public MatchWork work() {
        return new MatchWork(events, fields.reads(), charactersSearched, leavesJudged, conditionsTouched);
    }
}
