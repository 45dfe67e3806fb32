package org.esdetect.es.health;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The newest summary that this node knows of. Any thread. */
public final class LatestHealth {
    private record Received(HealthSummary summary, long atMillis) {}

    private final LongSupplier relativeMillis;
    private volatile @Nullable Received latest;

    /** @param relativeMillis a clock that only goes forward */
    public LatestHealth(LongSupplier relativeMillis) {
        this.relativeMillis = relativeMillis;
    }

    /** Takes {@code summary} unless what is known is younger. */
    public synchronized void offer(HealthSummary summary) {
        Optional<HealthSummary> known = get();
        if (known.isEmpty() || known.get().ageMillis() >= summary.ageMillis()) {
            latest = new Received(summary, relativeMillis.getAsLong());
        }
    }

    /** As old as it is now; empty before the first. */
    public Optional<HealthSummary> get() {
        Received received = latest;
        return received == null
                ? Optional.empty()
                : Optional.of(received.summary().aged(relativeMillis.getAsLong() - received.atMillis()));
    }
}
