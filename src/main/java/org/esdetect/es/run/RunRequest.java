package org.esdetect.es.run;

import java.util.Optional;
import java.util.SortedMap;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;

/**
 * A rule, what it is to judge, and how.
 *
 * @param run how the alerts came about; its time is the time of the run
 * @param cap how many alerts may be new
 * @param dryRun whether alerts are only counted
 * @param again what an earlier run of a sequence rule left undecided
 * @param unavailable shards of the rule's indices that cannot be read, with the reason
 * @param pageSize hits in memory at a time
 * @param counted what is new for the rule; empty when that was not asked for all rules at once
 */
public record RunRequest(
        CompiledRule rule,
        AlertRun run,
        Scope scope,
        long cap,
        boolean dryRun,
        Optional<Undecided> again,
        SortedMap<ShardId, String> unavailable,
        int pageSize,
        Optional<Counted> counted) {

    /** Not counted yet, with pages of the usual size. */
    public RunRequest(
            CompiledRule rule,
            AlertRun run,
            Scope scope,
            long cap,
            boolean dryRun,
            Optional<Undecided> again,
            SortedMap<ShardId, String> unavailable) {
        this(rule, run, scope, cap, dryRun, again, unavailable, Searches.PAGE_SIZE, Optional.empty());
    }

    /** The same of another scope, of which nothing was counted. */
    public RunRequest over(Scope other) {
        return new RunRequest(rule, run, other, cap, dryRun, again, unavailable, pageSize, Optional.empty());
    }

    public RunRequest capped(long newCap) {
        return new RunRequest(rule, run, scope, newCap, dryRun, again, unavailable, pageSize, counted);
    }

    public RunRequest inPagesOf(int hits) {
        return new RunRequest(rule, run, scope, cap, dryRun, again, unavailable, hits, counted);
    }

    RunRequest with(Counted known) {
        return new RunRequest(rule, run, scope, cap, dryRun, again, unavailable, pageSize, Optional.of(known));
    }

    /** Whether nothing that it is to judge can satisfy its rule. */
    public boolean hasNothingNew() {
        return scope.indicesToJudge().length == 0
                || counted.filter(Counted::isNothing).isPresent();
    }

    public long nowMillis() {
        return run.now().toEpochMilli();
    }
}
