package org.esdetect.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.explain.Attempt.Fate;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.JoinKeys;
import org.esdetect.sequence.JoinTuple;
import org.esdetect.sequence.SequenceLimits;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a sequence applied plainly, so that nothing is forgotten: what every beginning came to.
 *
 * <p>Gives what {@link org.esdetect.sequence.SequenceMachine} gives, which a test asserts, but keeps all attempts and
 * all events of missing steps. For explanations only; the machine has the say.
 */
final class SequenceTrace<E> {
    private final SequencePlan plan;
    /** The plan's indices of the positive steps, in order. */
    private final List<Integer> positive = new ArrayList<>();

    private final List<Attempt<E>> attempts = new ArrayList<>();
    private final Map<JoinTuple, List<@Nullable Attempt<E>>> slots = new HashMap<>();
    private final Map<JoinTuple, List<Mark<E>>> marks = new HashMap<>();

    /** An event of a missing step; {@code gap} positive steps stand before that. */
    private record Mark<E>(int gap, Candidate<E> candidate) {
        long time() {
            return candidate.ordinal().timeMillis();
        }
    }

    private SequenceTrace(SequencePlan plan) {
        this.plan = plan;
        for (int step = 0; step < plan.steps().size(); step++) {
            if (!plan.steps().get(step).missing()) {
                positive.add(step);
            }
        }
    }

    /** Every attempt, in the order of their beginnings. */
    static <E> List<Attempt<E>> of(SequencePlan plan, List<Candidate<E>> inOrder) {
        SequenceTrace<E> trace = new SequenceTrace<>(plan);
        inOrder.forEach(trace::accept);
        trace.attempts.stream()
                .filter(attempt -> attempt.fate() == Fate.COMPLETE)
                .forEach(attempt -> trace.spoiler(attempt).ifPresent(by -> attempt.end(Fate.SPOILED, by)));
        return trace.attempts;
    }

    private void accept(Candidate<E> candidate) {
        for (int step = candidate.steps().length() - 1;
                step >= 0;
                step = candidate.steps().previousSetBit(step - 1)) {
            SequencePlan.Step planned = plan.steps().get(step);
            int before = before(step);
            for (JoinTuple key : tuples(planned.keys(), candidate)) {
                if (planned.missing()) {
                    marks.computeIfAbsent(key, unseen -> new ArrayList<>()).add(new Mark<>(before, candidate));
                } else {
                    take(before, key, candidate);
                }
            }
        }
        if (candidate.until()) {
            tuples(plan.until().orElse(List.of()), candidate).forEach(key -> cancel(key, candidate));
        }
    }

    private int before(int step) {
        return (int) positive.stream().filter(index -> index < step).count();
    }

    private List<JoinTuple> tuples(List<JoinKey> keys, Candidate<E> candidate) {
        return JoinKeys.of(keys, candidate.event(), SequenceLimits.DEFAULT.keysPerEvent());
    }

    private void take(int position, JoinTuple key, Candidate<E> candidate) {
        if (position == 0) {
            Attempt<E> begun = new Attempt<>(key, candidate);
            attempts.add(begun);
            settle(begun, candidate);
            return;
        }
        Attempt<E> attempt = slots(key).set(position - 1, null);
        if (attempt == null) {
            return;
        }
        if (exceedsMaxSpan(plan.maxSpanMillis(), attempt.first(), candidate)) {
            attempt.end(Fate.TOO_LATE, candidate);
            return;
        }
        attempt.events.add(candidate);
        settle(attempt, candidate);
    }

    private void settle(Attempt<E> attempt, Candidate<E> candidate) {
        int position = attempt.events.size() - 1;
        if (position == positive.size() - 1) {
            attempt.end(Fate.COMPLETE, candidate);
            return;
        }
        Attempt<E> replaced = slots(attempt.key).set(position, attempt);
        if (replaced != null) {
            replaced.end(Fate.REPLACED, candidate);
        }
    }

    private void cancel(JoinTuple key, Candidate<E> candidate) {
        slots(key).replaceAll(attempt -> {
            if (attempt != null) {
                attempt.end(Fate.CANCELLED, candidate);
            }
            return null;
        });
    }

    private List<@Nullable Attempt<E>> slots(JoinTuple key) {
        return slots.computeIfAbsent(key, unseen -> {
            List<@Nullable Attempt<E>> empty = new ArrayList<>();
            positive.forEach(position -> empty.add(null));
            return empty;
        });
    }

    static boolean exceedsMaxSpan(OptionalLong maxSpanMillis, Candidate<?> first, Candidate<?> last) {
        if (maxSpanMillis.isEmpty()) {
            return false;
        }
        long span = spanMillis(first, last);
        return span == maxSpanMillis.getAsLong()
                ? last.ordinal().nanoOfMilli() > first.ordinal().nanoOfMilli()
                : span > maxSpanMillis.getAsLong();
    }

    /** At most the end of time. */
    static long spanMillis(Candidate<?> first, Candidate<?> last) {
        return span(first.ordinal().timeMillis(), last.ordinal().timeMillis());
    }

    private static long span(long first, long last) {
        long span = last - first;
        return span < 0 ? Long.MAX_VALUE : span;
    }

    /** The event of a missing step that discards a sequence whose positive steps are complete. */
    private Optional<Candidate<E>> spoiler(Attempt<E> attempt) {
        List<Mark<E>> ofKey = marks.getOrDefault(attempt.key, List.of());
        Optional<Mark<E>> between = ofKey.stream()
                .filter(mark -> mark.gap() > 0 && mark.gap() < positive.size())
                .filter(mark -> liesBetween(mark, attempt))
                .findFirst();
        return between.or(() -> around(attempt, ofKey)).map(Mark::candidate);
    }

    private boolean liesBetween(Mark<E> mark, Attempt<E> attempt) {
        return time(attempt.events.get(mark.gap() - 1)) < mark.time()
                && mark.time() < time(attempt.events.get(mark.gap()));
    }

    private Optional<Mark<E>> around(Attempt<E> attempt, List<Mark<E>> ofKey) {
        long maxSpan = plan.maxSpanMillis().orElse(Long.MAX_VALUE);
        long first = time(attempt.first());
        long last = time(attempt.last());
        boolean leads = plan.steps().get(0).missing();
        boolean trails = plan.steps().get(plan.steps().size() - 1).missing();
        Optional<Mark<E>> leading = ofKey.stream()
                .filter(mark -> mark.gap() == 0 && mark.time() < first)
                .reduce((earlier, later) -> later);
        Optional<Mark<E>> trailing = ofKey.stream()
                .filter(mark -> mark.gap() == positive.size() && mark.time() > last)
                .findFirst();
        if (leads && trails) {
            return trailing.filter(
                    after -> leading.isPresent() && span(leading.get().time(), after.time()) <= maxSpan);
        }
        return leads
                ? leading.filter(before -> span(before.time(), last) <= maxSpan)
                : trailing.filter(after -> span(first, after.time()) <= maxSpan);
    }

    private static long time(Candidate<?> candidate) {
        return candidate.ordinal().timeMillis();
    }
}
