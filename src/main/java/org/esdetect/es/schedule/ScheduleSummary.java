package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.Undecided;

/**
 * How the schedule stands at one moment, as its owner sees it: what people would want to be told.
 *
 * @param rules how many are scheduled
 * @param cursorSets how many different cursors they have: rules that are due together share one
 * @param late rules that should have been run more than a minute ago, longest first
 * @param failing rules whose last run did not read everything, by rule id
 * @param stuck shards that cannot be read and whose cursor waits
 * @param lag operations that had arrived when a rule was last run and that it has not read; by rule id, without zeros
 * @param behindMillis of the rule that has gone longest without having read all that had arrived
 * @param oldestUndecidedMillis event time of the oldest sequence that waits for a verdict; empty when none does
 */
record ScheduleSummary(
        int rules,
        int cursorSets,
        List<Late> late,
        List<Failing> failing,
        List<Stuck> stuck,
        SortedMap<String, Long> lag,
        long behindMillis,
        OptionalLong oldestUndecidedMillis) {
    private static final long LATE_MILLIS = 60_000;

    /** A rule that is not run although it is due: nodes are busy, or its last run is not over. */
    public record Late(String ruleId, long dueMillis, long lateMillis) {}

    /**
     * A rule whose runs do not succeed.
     *
     * @param failures in a row
     * @param sinceMillis when it last read everything, or was started
     * @param nextMillis when it is tried again
     * @param message why the last run did not succeed
     * @param outcome of the last run; empty when another owner had it run
     */
    public record Failing(
            String ruleId,
            int failures,
            long sinceMillis,
            long nextMillis,
            String message,
            Optional<RunResult.Outcome> outcome) {}

    /** @param rules ids of the rules that wait for it */
    public record Stuck(String index, int shard, String reason, List<String> rules) {}

    static ScheduleSummary of(
            ScheduleState state,
            CompiledRules compiled,
            Schedule schedule,
            Map<String, ScheduleStats.Leftover> leftovers,
            long nowMillis) {
        List<Late> late = new ArrayList<>();
        List<Failing> failing = new ArrayList<>();
        long behind = 0;
        int active = 0;
        for (CompiledRule rule : compiled.all()) {
            if (!rule.isActive()) {
                continue;
            }
            active++;
            String id = rule.rule().id();
            RuleState known = state.rules().get(id);
            if (known == null) {
                continue;
            }
            long due = schedule.dueMillis(rule, known);
            if (due > 0 && nowMillis - due > LATE_MILLIS) {
                late.add(new Late(id, due, nowMillis - due));
            }
            if (known.failures() > 0) {
                failing.add(new Failing(
                        id,
                        known.failures(),
                        known.lastSuccessMillis(),
                        known.retryMillis(),
                        known.error(),
                        Optional.ofNullable(leftovers.get(id)).map(ScheduleStats.Leftover::outcome)));
            }
            behind = Math.max(behind, nowMillis - known.lastSuccessMillis());
        }
        late.sort((one, other) -> Long.compare(other.lateMillis, one.lateMillis));
        return new ScheduleSummary(
                active,
                state.cursorSets(),
                late,
                failing,
                stuck(leftovers),
                lag(leftovers),
                behind,
                undecided(leftovers));
    }

    private static List<Stuck> stuck(Map<String, ScheduleStats.Leftover> leftovers) {
        TreeMap<ShardId, Stuck> stuck = new TreeMap<>();
        new TreeMap<>(leftovers)
                .forEach((rule, left) -> left.unavailable().forEach((shard, reason) -> stuck.computeIfAbsent(
                                shard, key -> new Stuck(key.getIndexName(), key.id(), reason, new ArrayList<>()))
                        .rules()
                        .add(rule)));
        return List.copyOf(stuck.values());
    }

    private static SortedMap<String, Long> lag(Map<String, ScheduleStats.Leftover> leftovers) {
        TreeMap<String, Long> lag = new TreeMap<>();
        leftovers.forEach((rule, left) -> {
            if (left.operations() > 0) {
                lag.put(rule, left.operations());
            }
        });
        return lag;
    }

    private static OptionalLong undecided(Map<String, ScheduleStats.Leftover> leftovers) {
        return leftovers.values().stream()
                .flatMap(left -> left.undecided().stream())
                .mapToLong(Undecided::fromMillis)
                .min();
    }

    /** For the health report. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        late.forEach(rule -> findings.add(new Finding(
                Symptom.RUNS_LATE,
                rule.ruleId(),
                "due for [" + TimeValue.timeValueMillis(rule.lateMillis()).toHumanReadableString(0) + "]")));
        failing.stream()
                .filter(rule -> rule.failures() >= Clockwork.FAILURES_THAT_COUNT)
                .forEach(rule -> rule.outcome()
                        .ifPresent(last -> findings.add(new Finding(
                                last == RunResult.Outcome.PARTIAL ? Symptom.RUNS_PARTIAL : Symptom.RUNS_FAILING,
                                rule.ruleId(),
                                rule.message()))));
        return findings;
    }

    /** For {@code schedule} in the statistics of the node that owns it. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("scheduled_rules", rules);
        map.put("cursor_sets", cursorSets);
        map.put("lag", new LinkedHashMap<>(lag));
        map.put("lag_sum", lag.values().stream().mapToLong(Long::longValue).sum());
        map.put(
                "lag_max",
                lag.values().stream().mapToLong(Long::longValue).max().orElse(0));
        map.put("behind_ms", behindMillis);
        Map<String, Object> lateRules = new LinkedHashMap<>();
        late.forEach(rule -> lateRules.put(rule.ruleId(), rule.lateMillis()));
        map.put("late", lateRules);
        Map<String, Object> failingRules = new LinkedHashMap<>();
        failing.forEach(rule -> failingRules.put(rule.ruleId(), failing(rule)));
        map.put("failing", failingRules);
        Map<String, Object> shards = new LinkedHashMap<>();
        stuck.forEach(shard -> shards.put("[" + shard.index() + "][" + shard.shard() + "]", shard.reason()));
        map.put("unavailable_shards", shards);
        oldestUndecidedMillis.ifPresent(millis ->
                map.put("oldest_undecided", Instant.ofEpochMilli(millis).toString()));
        return map;
    }

    private static Map<String, Object> failing(Failing rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("failures", rule.failures());
        map.put("since", Instant.ofEpochMilli(rule.sinceMillis()).toString());
        map.put("next_run", Instant.ofEpochMilli(rule.nextMillis()).toString());
        map.put("message", rule.message());
        return map;
    }
}
