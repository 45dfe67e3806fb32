package org.esdetect.es.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What one run is doing, as others may watch it: from what it asks of the cluster. Any thread. */
public final class RunProgress {
    /** What a run is waiting for. */
    enum Phase {
        STARTING,
        /** How many candidates there are. */
        COUNTING,
        /** The candidates, or the events of what was found. */
        READING,
        /** Its own judging, between two requests. */
        JUDGING,
        /** Alerts on their way into their index. */
        WRITING,
        DONE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String ruleId;
    private final String scope;
    private final LongSupplier nanos;
    private final Map<String, Long> phaseNanos = new LinkedHashMap<>();
    private Phase phase = Phase.STARTING;
    private long phaseStart;
    private long searches;
    private long pages;
    private long candidates;
    private long alerts;

    /**
     * @param scope what is looked at, for people
     * @param nanos a clock that only moves on
     */
    public RunProgress(String ruleId, String scope, LongSupplier nanos) {
        this.ruleId = ruleId;
        this.scope = scope;
        this.nanos = nanos;
        this.phaseStart = nanos.getAsLong();
    }

    synchronized void counting(int queries) {
        searches += queries;
        enter(Phase.COUNTING);
    }

    synchronized void reading() {
        searches++;
        enter(Phase.READING);
    }

    /** @param hits of the page that came */
    synchronized void read(long hits) {
        pages++;
        candidates += hits;
        enter(Phase.JUDGING);
    }

    synchronized void counted() {
        enter(Phase.JUDGING);
    }

    synchronized void writing() {
        enter(Phase.WRITING);
    }

    synchronized void wrote(long documents) {
        alerts += documents;
        enter(Phase.JUDGING);
    }

    public synchronized void done() {
        enter(Phase.DONE);
    }

    private void enter(Phase next) {
        long now = nanos.getAsLong();
        if (phase != Phase.DONE) {
            phaseNanos.merge(phase.text(), now - phaseStart, Long::sum);
        }
        phase = next;
        phaseStart = now;
    }

    public synchronized RunStatus status() {
        Map<String, Long> millis = new LinkedHashMap<>();
        phaseNanos.forEach((name, took) -> millis.put(name, took / 1_000_000));
        if (phase != Phase.DONE) {
            millis.merge(phase.text(), (nanos.getAsLong() - phaseStart) / 1_000_000, Long::sum);
        }
        return new RunStatus(ruleId, scope, phase.text(), searches, pages, candidates, alerts, millis);
    }
}
