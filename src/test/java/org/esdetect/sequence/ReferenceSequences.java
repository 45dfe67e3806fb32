package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence is, a second time: slow, without state, stage by stage over all events at once. The oracle of
 * {@link SequenceMachine}, which must not share code with it.
 *
 * <p>For each join key: the sequences of stage 0 are its events. An event of stage i extends the latest sequence of
 * stage i-1 that ends before it; that sequence and all before it are used up. The extension fails when it spans more
 * than maxspan, or when the latest until event before it is not before the sequence's end. Then missing steps strike
 * out some of what the last stage holds.
 */
final class ReferenceSequences<E> {
    private final SequencePlan plan;
    private final List<Candidate<E>> inOrder;
    /** Key tuples by keys and event: asked for so often that even an oracle should not work them out each time. */
    private final Map<List<Object>, Set<List<@Nullable Object>>> known = new HashMap<>();

    ReferenceSequences(SequencePlan plan, List<Candidate<E>> inOrder) {
        this.plan = plan;
        this.inOrder = inOrder;
    }

    /** A sequence and the time up to which all events must be known to judge it. */
    record Found<E>(List<Candidate<E>> events, List<@Nullable Object> key, long decidedMillis) {
        Ordinal last() {
            return events.get(events.size() - 1).ordinal();
        }

        CompletedSequence<E> completed() {
            return new CompletedSequence<>(
                    events.stream().map(Candidate::reference).toList(),
                    key,
                    events.get(0).ordinal(),
                    last());
        }
    }

    /** All sequences, in result order, when all events have been seen. */
    List<Found<E>> all() {
        List<Found<E>> found = new ArrayList<>();
        for (List<@Nullable Object> key : allKeys()) {
            for (List<Candidate<E>> positive : lastStage(key)) {
                if (accepted(positive, key)) {
                    found.add(new Found<>(positive, key, decidedMillis(positive, key)));
                }
            }
        }
        found.sort(Comparator.comparing((Found<E> sequence) -> sequence.last())
                .thenComparing(sequence -> sortable(sequence.key())));
        return found;
    }

    private List<List<Candidate<E>>> lastStage(List<@Nullable Object> key) {
        List<Integer> positives = steps(false);
        List<List<Candidate<E>>> stage =
                ofStep(positives.get(0), key).stream().map(List::of).toList();
        for (int step : positives.subList(1, positives.size())) {
            stage = nextStage(stage, ofStep(step, key), key);
        }
        return stage;
    }

    private List<List<Candidate<E>>> nextStage(
            List<List<Candidate<E>>> stage, List<Candidate<E>> events, List<@Nullable Object> key) {
        List<List<Candidate<E>>> next = new ArrayList<>();
        List<List<Candidate<E>>> left = new ArrayList<>(stage);
        for (Candidate<E> event : events) {
            List<List<Candidate<E>>> before = left.stream()
                    .filter(sequence -> last(sequence).ordinal().compareTo(event.ordinal()) < 0)
                    .toList();
            left.removeAll(before);
            if (!before.isEmpty()) {
                List<Candidate<E>> latest = before.get(before.size() - 1);
                if (withinMaxSpan(latest.get(0), event) && !cancelled(latest, event, key)) {
                    List<Candidate<E>> longer = new ArrayList<>(latest);
                    longer.add(event);
                    next.add(longer);
                }
            }
        }
        return next;
    }

    private boolean withinMaxSpan(Candidate<E> first, Candidate<E> last) {
        if (plan.maxSpanMillis().isEmpty()) {
            return true;
        }
        long millis = last.ordinal().timeMillis() - first.ordinal().timeMillis();
        long nanos = last.ordinal().nanoOfMilli() - first.ordinal().nanoOfMilli();
        return millis * 1_000_000 + nanos <= plan.maxSpanMillis().getAsLong() * 1_000_000;
    }

    private boolean cancelled(List<Candidate<E>> sequence, Candidate<E> event, List<@Nullable Object> key) {
        return plan.until().isPresent()
                && inOrder.stream()
                        .filter(Candidate::until)
                        .filter(until ->
                                tuples(plan.until().get(), until.event()).contains(key))
                        .filter(until -> until.ordinal().compareTo(event.ordinal()) < 0)
                        .anyMatch(until ->
                                until.ordinal().compareTo(last(sequence).ordinal()) >= 0);
    }

    // Missing steps

    private boolean accepted(List<Candidate<E>> positive, List<@Nullable Object> key) {
        for (int gap = 1; gap < positive.size(); gap++) {
            long from = positive.get(gap - 1).ordinal().timeMillis();
            long to = positive.get(gap).ordinal().timeMillis();
            if (unwanted(gap, key).stream().anyMatch(time -> from < time && time < to)) {
                return false;
            }
        }
        boolean leads = !stepsInGap(0).isEmpty();
        boolean trails = !stepsInGap(positive.size()).isEmpty();
        if (!leads && !trails) {
            return true;
        }
        long begin = positive.get(0).ordinal().timeMillis();
        long end = last(positive).ordinal().timeMillis();
        OptionalLong before = latestLeading(positive, key);
        OptionalLong after = unwanted(positive.size(), key).stream()
                .mapToLong(Long::longValue)
                .filter(time -> time > end)
                .min();
        OptionalLong from = leads ? before : OptionalLong.of(begin);
        OptionalLong to = trails ? after : OptionalLong.of(end);
        return from.isEmpty()
                || to.isEmpty()
                || to.getAsLong() - from.getAsLong() > plan.maxSpanMillis().orElseThrow();
    }

    private OptionalLong latestLeading(List<Candidate<E>> positive, List<@Nullable Object> key) {
        long begin = positive.get(0).ordinal().timeMillis();
        return unwanted(0, key).stream()
                .mapToLong(Long::longValue)
                .filter(time -> time < begin)
                .max();
    }

    /** Absence is known up to the end, and where an unwanted event may follow, as long as one would matter. */
    private long decidedMillis(List<Candidate<E>> positive, List<@Nullable Object> key) {
        if (steps(true).isEmpty()) {
            return Long.MIN_VALUE;
        }
        long end = last(positive).ordinal().timeMillis();
        if (stepsInGap(positive.size()).isEmpty()) {
            return end;
        }
        OptionalLong from = stepsInGap(0).isEmpty()
                ? OptionalLong.of(positive.get(0).ordinal().timeMillis())
                : latestLeading(positive, key);
        return from.isEmpty()
                ? end
                : Math.max(end, from.getAsLong() + plan.maxSpanMillis().orElseThrow());
    }

    /** Times of the events of the missing steps that have {@code gap} positive steps before them. */
    private List<Long> unwanted(int gap, List<@Nullable Object> key) {
        return stepsInGap(gap).stream()
                .flatMap(step -> ofStep(step, key).stream())
                .map(event -> event.ordinal().timeMillis())
                .toList();
    }

    private List<Integer> stepsInGap(int gap) {
        return steps(true).stream()
                .filter(step -> plan.steps().subList(0, step).stream()
                                .filter(before -> !before.missing())
                                .count()
                        == gap)
                .toList();
    }

    private List<Integer> steps(boolean missing) {
        List<Integer> steps = new ArrayList<>();
        for (int step = 0; step < plan.steps().size(); step++) {
            if (plan.steps().get(step).missing() == missing) {
                steps.add(step);
            }
        }
        return steps;
    }

    // Events and keys

    private List<Candidate<E>> ofStep(int step, List<@Nullable Object> key) {
        Predicate<Candidate<E>> hasKey =
                event -> tuples(plan.steps().get(step).keys(), event.event()).contains(key);
        return inOrder.stream()
                .filter(event -> event.steps().get(step))
                .filter(hasKey)
                .toList();
    }

    private Set<List<@Nullable Object>> allKeys() {
        Set<List<@Nullable Object>> keys = new LinkedHashSet<>();
        for (Candidate<E> event : inOrder) {
            plan.steps().forEach(step -> keys.addAll(tuples(step.keys(), event.event())));
        }
        return keys;
    }

    private Set<List<@Nullable Object>> tuples(List<JoinKey> keys, Event event) {
        return known.computeIfAbsent(List.of(keys, event), absent -> product(keys, event));
    }

    private static Set<List<@Nullable Object>> product(List<JoinKey> keys, Event event) {
        Set<List<@Nullable Object>> tuples = new LinkedHashSet<>();
        if (keys.isEmpty()) {
            tuples.add(List.of());
            return tuples;
        }
        JoinKey head = keys.get(0);
        List<@Nullable Object> values = new ArrayList<>();
        event.values(head.field()).forEach(value -> values.add(canonical(value)));
        if (values.isEmpty() && head.optional()) {
            values.add(null);
        }
        for (@Nullable Object value : values) {
            for (List<@Nullable Object> tail : product(keys.subList(1, keys.size()), event)) {
                List<@Nullable Object> tuple = new ArrayList<>();
                tuple.add(value);
                tuple.addAll(tail);
                tuples.add(tuple);
            }
        }
        return tuples;
    }

    private static Object canonical(Object value) {
        if (!(value instanceof Number number)) {
            return value;
        }
        return number.doubleValue() == number.longValue() ? (Object) number.longValue() : number.doubleValue();
    }

    /** Text that sorts as tuples do, for the values that the tests use: no negative numbers, none above 9. */
    private static String sortable(List<@Nullable Object> key) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Object value : key) {
            int kind = value == null ? 0 : value instanceof Boolean ? 1 : value instanceof Number ? 2 : 3;
            text.append(kind).append(Objects.toString(value)).append(' ');
        }
        return text.toString();
    }

    private static <E> Candidate<E> last(List<Candidate<E>> sequence) {
        return sequence.get(sequence.size() - 1);
    }
}
