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
 */
record RunRequest(
        CompiledRule rule,
        AlertRun run,
        Scope scope,
        long cap,
        boolean dryRun,
        Optional<Undecided> again,
        SortedMap<ShardId, String> unavailable) {

    RunRequest over(Scope other) {
        return new RunRequest(rule, run, other, cap, dryRun, again, unavailable);
    }

    long nowMillis() {
        return run.now().toEpochMilli();
    }
}
