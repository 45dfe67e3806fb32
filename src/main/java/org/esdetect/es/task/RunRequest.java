package org.esdetect.es.task;

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
 */
record RunRequest(
        CompiledRule rule,
        AlertRun run,
        Scope scope,
        long cap,
        boolean dryRun,
        Optional<Undecided> again,
        SortedMap<ShardId, String> unavailable,
        int pageSize) {

    /** With pages of the usual size. */
    RunRequest(
            CompiledRule rule,
            AlertRun run,
            Scope scope,
            long cap,
            boolean dryRun,
            Optional<Undecided> again,
            SortedMap<ShardId, String> unavailable) {
        this(rule, run, scope, cap, dryRun, again, unavailable, Searches.PAGE_SIZE);
    }

    RunRequest over(Scope other) {
        return new RunRequest(rule, run, other, cap, dryRun, again, unavailable, pageSize);
    }

    RunRequest capped(long otherCap) {
        return new RunRequest(rule, run, scope, otherCap, dryRun, again, unavailable, pageSize);
    }

    long nowMillis() {
        return run.now().toEpochMilli();
    }
}
