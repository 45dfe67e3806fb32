package org.esdetect.es.task;

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
 * cursor. A run that failed is tried again soon, and later and later, but never later than its interval says.
 *
 * @param maxIntervalMillis no rule waits longer; 0 for no bound
 */
record Schedule(long maxIntervalMillis) {
    private static final long FIRST_RETRY_MILLIS = 10_000;
    private static final int MAX_DOUBLINGS = 20;
    private static final long MIN_INTERVAL_MILLIS = 1_000;

    private record Due(CompiledRule rule, long sinceMillis) {}

    /**
     * The rules that are due, those that wait longest first.
     *
     * @param active all rules that are to be run at all
     * @param atMost more than these are left to the next tick
     */
    List<CompiledRule> due(Collection<CompiledRule> active, Map<String, RuleState> states, long nowMillis, int atMost) {
        List<Due> due = new ArrayList<>();
        for (CompiledRule rule : active) {
            long dueMillis = dueMillis(rule, states.get(rule.rule().id()));
            if (dueMillis <= nowMillis) {
                due.add(new Due(rule, dueMillis));
            }
        }
        return due.stream()
                .sorted(Comparator.comparingLong(Due::sinceMillis)
                        .thenComparing(each -> each.rule.rule().id()))
                .limit(atMost)
                .map(Due::rule)
                .toList();
    }

    private long dueMillis(CompiledRule rule, @Nullable RuleState state) {
        if (state == null || state.lastRunMillis() == 0) {
            return Long.MIN_VALUE;
        }
        long interval = intervalMillis(rule);
        long next = (Math.floorDiv(state.lastRunMillis(), interval) + 1) * interval;
        if (state.failures() > 0) {
            long wait = FIRST_RETRY_MILLIS << Math.min(MAX_DOUBLINGS, state.failures() - 1);
            return state.lastRunMillis() + Math.min(wait, interval);
        }
        return state.undecided()
                .map(left -> Math.min(next, Math.max(left.dueMillis(), state.lastRunMillis() + FIRST_RETRY_MILLIS)))
                .orElse(next);
    }

    /** The rule's own interval, or less. */
    long intervalMillis(CompiledRule rule) {
        long own = LookBack.of(rule.rule().timing()).interval().toMillis();
        long bounded = maxIntervalMillis > 0 ? Math.min(own, maxIntervalMillis) : own;
        return Math.max(MIN_INTERVAL_MILLIS, bounded);
    }
}
