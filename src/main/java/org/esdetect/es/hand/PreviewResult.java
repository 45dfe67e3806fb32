package org.esdetect.es.hand;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.es.run.EventId;
import org.esdetect.es.run.RunResult;

/**
 * What a preview found.
 *
 * @param from start of the window; empty when it is open
 * @param to its end; empty when it is open
 * @param indices that were searched: those that the caller may read
 * @param exact for each step of the rule, whether its index query alone finds what the step's condition holds of
 * @param total matches, shown or not
 * @param matches those that are shown, in the order of time
 * @param times how many matches there are in each stretch of time
 * @param values which values the matches have most often, by field
 */
public record PreviewResult(
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> indices,
        List<Boolean> exact,
        long total,
        List<Shown> matches,
        Histogram.Snapshot times,
        Map<String, FrequentValues.Snapshot> values,
        RunResult run) {

    /**
     * One match.
     *
     * @param time of its last event; empty when that has none
     * @param events in step order, missing steps left out
     * @param alert the document that people would see; empty when it was not asked for
     */
    public record Shown(Optional<Instant> time, List<EventId> events, Optional<Map<String, Object>> alert) {}
}
