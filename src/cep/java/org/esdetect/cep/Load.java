package org.esdetect.cep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A million events of 600 s and ten thousand keys; a share of them is of one of two kinds, the others of none.
 *
 * @param events in the order of time
 */
record Load(List<Moment> events) {
    static final long MAX_SPAN_MILLIS = 60_000;
    static final Load EMPTY = new Load(List.of());

    private static final int EVENTS = Integer.getInteger("detect.bench.count", 1_000_000);
    private static final int KEYS = 10_000;
    private static final long DURATION_MILLIS = 600_000;

    static Load of(int relevantPercent) {
        SplittableRandom random = new SplittableRandom(1);
        List<Moment> events = new ArrayList<>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            int kind = random.nextInt(100) < relevantPercent ? random.nextInt(2) : Moment.NEITHER;
            // A string of its own for each event, as when it has been parsed.
            String key = "host-" + random.nextInt(KEYS);
            events.add(new Moment(i, kind, key, i * DURATION_MILLIS / EVENTS));
        }
        return new Load(events);
    }

    /** The pairs, found by the least code that says what they are. */
    Pairs pairs() {
        Map<String, Moment> starts = new HashMap<>();
        Pairs pairs = new Pairs(events.size());
        for (Moment moment : events) {
            if (moment.getKind() == Moment.FIRST) {
                starts.put(moment.getKey(), moment);
            } else if (moment.getKind() == Moment.SECOND) {
                Moment start = starts.remove(moment.getKey());
                if (start != null && moment.getTime() - start.getTime() <= MAX_SPAN_MILLIS) {
                    pairs.add(moment.getId(), start.getId());
                }
            }
        }
        return pairs;
    }
}
