package org.esdetect.es.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.Undecided;
import org.jspecify.annotations.Nullable;

/**
 * What the schedule remembers of a rule.
 *
 * @param cursor how far it read; empty until its first run succeeded
 * @param queryHash of the text that the runs since {@code settledRuns} was zero were done with
 * @param settledRuns how many runs succeeded since this text was switched on, up to {@link #SETTLED}
 * @param startedMillis when it was first due: where the look-back of its first run is counted from
 * @param lastRunMillis when it was last run
 * @param lastSuccessMillis when it last read all that had arrived, or was started
 * @param failures runs in a row that did not
 * @param retryMillis when it is tried again after a failure
 * @param error why the last run did not; empty when it did
 */
record RuleState(
        Optional<Cursor> cursor,
        String queryHash,
        int settledRuns,
        long startedMillis,
        long lastRunMillis,
        long lastSuccessMillis,
        int failures,
        long retryMillis,
        String error,
        Optional<Undecided> undecided) {

    /**
     * After so many runs all nodes certainly judge by this text. Until then a run also reads what was judged inline,
     * for a node that had not loaded the rule yet.
     */
    static final int SETTLED = 2;

    private static final int MAX_ERROR_LENGTH = 500;

    /** Of a rule that was never run. */
    static RuleState first(String queryHash, long nowMillis) {
        return new RuleState(Optional.empty(), queryHash, 0, nowMillis, 0, nowMillis, 0, 0, "", Optional.empty());
    }

    boolean isSettled() {
        return settledRuns >= SETTLED;
    }

    /** The same cursor, and a text that not every node may judge by yet. */
    RuleState edited(String newQueryHash) {
        return new RuleState(
                cursor,
                newQueryHash,
                0,
                startedMillis,
                lastRunMillis,
                lastSuccessMillis,
                failures,
                retryMillis,
                error,
                undecided);
    }

    /**
     * The same, with nothing in the future: another node wrote it whose clock is ahead of ours, or ours was put back.
     * Who waited for these times would be late, or take for judged inline what was not.
     */
    RuleState notAfter(long nowMillis) {
        if (lastRunMillis <= nowMillis && lastSuccessMillis <= nowMillis && startedMillis <= nowMillis) {
            return this;
        }
        return new RuleState(
                cursor,
                queryHash,
                settledRuns,
                Math.min(startedMillis, nowMillis),
                Math.min(lastRunMillis, nowMillis),
                Math.min(lastSuccessMillis, nowMillis),
                failures,
                Math.min(retryMillis, nowMillis),
                error,
                undecided);
    }

    /** @param retryAtMillis when it is tried again if the run was not whole */
    RuleState after(RunResult result, Optional<Cursor> reached, long nowMillis, long retryAtMillis) {
        boolean whole = result.outcome().isWhole();
        String message = result.message();
        return new RuleState(
                reached,
                queryHash,
                whole ? Math.min(SETTLED, settledRuns + 1) : settledRuns,
                startedMillis,
                nowMillis,
                whole ? nowMillis : lastSuccessMillis,
                whole ? 0 : failures + 1,
                whole ? 0 : retryAtMillis,
                whole ? "" : message.substring(0, Math.min(message.length(), MAX_ERROR_LENGTH)),
                result.undecided());
    }

    /** @param set the number of the cursor in the document; null without one */
    Map<String, Object> toMap(@Nullable Integer set) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (set != null) {
            map.put("set", set);
        }
        map.put("query_hash", queryHash);
        map.put("settled_runs", settledRuns);
        map.put("started", startedMillis);
        map.put("last_run", lastRunMillis);
        map.put("last_success", lastSuccessMillis);
        if (failures > 0) {
            map.put("failures", failures);
            map.put("retry", retryMillis);
            map.put("error", error);
        }
        undecided.ifPresent(left -> map.put("undecided", left.toMap()));
        return map;
    }

    static RuleState fromMap(Map<?, ?> map, Optional<Cursor> cursor) {
        return new RuleState(
                cursor,
                String.valueOf(map.get("query_hash")),
                (int) number(map, "settled_runs"),
                number(map, "started"),
                number(map, "last_run"),
                number(map, "last_success"),
                (int) number(map, "failures"),
                number(map, "retry"),
                map.get("error") instanceof String error ? error : "",
                map.get("undecided") instanceof Map<?, ?> left
                        ? Optional.of(Undecided.fromMap(left))
                        : Optional.empty());
    }

    private static long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
