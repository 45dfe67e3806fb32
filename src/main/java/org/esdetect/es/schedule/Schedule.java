package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.rule.LookBack;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are to be run now.
 *
 * <p>Intervals begin at their multiples since the epoch, so that rules of one interval are due together and share a
 * cursor. A run that failed is tried again soon, and later and later, but never later than its interval says, unless it
 * took longer itself: then as late as it took, so that it works at most half of the time.
 *
 * @param maxIntervalMillis no rule waits longer; 0 for no bound
 */
record Schedule(long maxIntervalMillis) {
    private static final long FIRST_RETRY_MILLIS = 10_000;
    private static final int MAX_DOUBLINGS = 20;
    private static final long MIN_INTERVAL_MILLIS = 1_000;

    /** @param sinceMillis when it was due; 0 for a rule that was never run */
    record Due(CompiledRule rule, long sinceMillis) {}

    /**
     * The rules that are due, those that wait longest first.
     *
     * @param active all rules that are to be run at all
     */
    List<Due> due(Collection<CompiledRule> active, Map<String, RuleState> states, long nowMillis) {
        List<Due> due = new ArrayList<>();
        for (CompiledRule rule : active) {
            long dueMillis = dueMillis(rule, states.get(rule.rule().id()));
            if (dueMillis <= nowMillis) {
                due.add(new Due(rule, dueMillis));
            }
        }
        due.sort(Comparator.comparingLong(Due::sinceMillis)
                .thenComparing(each -> each.rule.rule().id()));
        return due;
    }

    /** When the rule is to be run next; 0 when it never was. */
    long dueMillis(CompiledRule rule, @Nullable RuleState state) {
        if (state == null || state.lastRunMillis() == 0) {
            return 0;
        }
        long interval = intervalMillis(rule);
        long next = (Math.floorDiv(state.lastRunMillis(), interval) + 1) * interval;
        if (state.failures() > 0) {
            return state.retryMillis();
        }
        return state.undecided()
                .map(left -> Math.min(next, Math.max(left.dueMillis(), state.lastRunMillis() + FIRST_RETRY_MILLIS)))
                .orElse(next);
    }

    /**
     * When a run that failed is tried again.
     *
     * @param failures in a row, this one among them
     * @param tookMillis the run that failed last
     */
    long retryMillis(CompiledRule rule, int failures, long endedMillis, long tookMillis) {
        long wait = Math.max(FIRST_RETRY_MILLIS << Math.min(MAX_DOUBLINGS, failures - 1), tookMillis);
        return endedMillis + Math.min(wait, Math.max(intervalMillis(rule), tookMillis));
    }

    /** The rule's own interval, or less. */
    long intervalMillis(CompiledRule rule) {
        long own = LookBack.of(rule.rule().timing()).interval().toMillis();
        long bounded = maxIntervalMillis > 0 ? Math.min(own, maxIntervalMillis) : own;
        return Math.max(MIN_INTERVAL_MILLIS, bounded);
    }
}
