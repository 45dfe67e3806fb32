package org.esdetect.alert;

import java.time.Instant;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;

/**
 * The interval of a rule in which {@code max_signals} counts. Intervals begin at their multiples since the epoch, so
 * that every node means the same one.
 */
public record CapInterval(long startMillis, long lengthMillis) {

    /** The interval of {@code rule} that {@code atMillis} is in. */
    public static CapInterval of(Rule rule, long atMillis) {
        long length = Math.max(1, LookBack.of(rule.timing()).interval().toMillis());
        return new CapInterval(Math.floorDiv(atMillis, length) * length, length);
    }

    public boolean contains(long atMillis) {
        return atMillis >= startMillis && atMillis < endMillis();
    }

    /** The first moment after it. */
    public long endMillis() {
        return startMillis + lengthMillis;
    }

    Instant start() {
        return Instant.ofEpochMilli(startMillis);
    }
}
