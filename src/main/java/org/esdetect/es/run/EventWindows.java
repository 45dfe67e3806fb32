package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The stretches of event time that a sequence run must read to judge some new events: around each as much as a sequence
 * that holds it can reach. Where stretches meet they are one, so that an event with a clock gone wrong costs a small
 * window of its own and not all the time in between.
 *
 * <p>A span back is enough, however many steps there are: what a step's slot held before was begun no later than what
 * replaced it, so a sequence that began further back can neither reach the event nor stand in the way of one that does
 * ({@code SequenceMachinePropertiesTest} holds this as a property). Missing steps look as far around.
 *
 * @param spanMillis maxspan; the rule's look-back when it has none
 */
record EventWindows(long spanMillis) {

    private static final long MIN_STRETCH_MILLIS = 10_000;
    private static final long MAX_STRETCH_MILLIS = 3_600_000;

    /** Both ends inclusive. */
    record Window(long fromMillis, long toMillis) {}

    /** The windows around events in each of {@code times}, in ascending order. */
    List<Window> around(Collection<Window> times) {
        List<Window> single = new ArrayList<>(times.size());
        times.forEach(time -> single.add(around(time.fromMillis(), time.toMillis())));
        single.sort(Comparator.comparingLong(Window::fromMillis));
        List<Window> merged = new ArrayList<>();
        for (Window window : single) {
            Window last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && window.fromMillis() <= last.toMillis()) {
                merged.set(
                        merged.size() - 1, new Window(last.fromMillis(), Math.max(last.toMillis(), window.toMillis())));
            } else {
                merged.add(window);
            }
        }
        return merged;
    }

    /** How long a stretch may be whose events need not be told apart: short beside what is read around them. */
    long stretchMillis() {
        return Math.max(MIN_STRETCH_MILLIS, Math.min(MAX_STRETCH_MILLIS, spanMillis / 4));
    }

    private Window around(long fromMillis, long toMillis) {
        return new Window(saturating(fromMillis, -spanMillis), saturating(toMillis, spanMillis));
    }

    /** Event times come from outside and may lie at the ends of time. */
    private static long saturating(long time, long delta) {
        long sum = time + delta;
        if (((time ^ sum) & (delta ^ sum)) < 0) {
            return delta > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return sum;
    }
}
