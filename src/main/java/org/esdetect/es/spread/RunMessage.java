package org.esdetect.es.spread;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.run.Counted;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunWire;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.Undecided;

/**
 * A {@link RunRequest} on its way to another node. The rule itself stays at home: each node has all rules, and one that
 * has not the same text of it yet says so.
 *
 * @param revision of the stored rule, and {@code queryHash} of its text
 * @param timeout after this the run is cancelled
 */
record RunMessage(
        String ruleId,
        long revision,
        String queryHash,
        AlertRun run,
        Scope scope,
        long cap,
        boolean dryRun,
        Optional<Undecided> again,
        SortedMap<ShardId, String> unavailable,
        int pageSize,
        Optional<Counted> counted,
        TimeValue timeout)
        implements Writeable {

    static RunMessage of(RunRequest request, TimeValue timeout) {
        CompiledRule rule = request.rule();
        return new RunMessage(
                rule.rule().id(),
                revision(rule),
                rule.queryHash(),
                request.run(),
                request.scope(),
                request.cap(),
                request.dryRun(),
                request.again(),
                request.unavailable(),
                request.pageSize(),
                request.counted(),
                timeout);
    }

    static RunMessage read(StreamInput in) throws IOException {
        return new RunMessage(
                in.readString(),
                in.readZLong(),
                in.readString(),
                RunWire.readAlertRun(in),
                RunWire.readScope(in),
                in.readZLong(),
                in.readBoolean(),
                RunWire.readUndecided(in),
                RunWire.readShards(in),
                in.readVInt(),
                Optional.ofNullable(in.readOptionalWriteable(Counted::read)),
                in.readTimeValue());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeString(ruleId);
        out.writeZLong(revision);
        out.writeString(queryHash);
        RunWire.writeAlertRun(out, run);
        RunWire.writeScope(out, scope);
        out.writeZLong(cap);
        out.writeBoolean(dryRun);
        RunWire.writeUndecided(out, again);
        RunWire.writeShards(out, unavailable);
        out.writeVInt(pageSize);
        out.writeOptionalWriteable(counted.orElse(null));
        out.writeTimeValue(timeout);
    }

    /** The run with the rule as {@code rules} has it; empty when that is another state of the rule, or none. */
    Optional<RunRequest> with(CompiledRules rules) {
        return rules.find(ruleId)
                .filter(rule -> rule.plan().isPresent())
                .filter(rule -> revision(rule) == revision && rule.queryHash().equals(queryHash))
                .map(rule -> new RunRequest(rule, run, scope, cap, dryRun, again, unavailable, pageSize, counted));
    }

    private static long revision(CompiledRule rule) {
        return rule.rule().document().get("revision") instanceof Number number ? number.longValue() : 0;
    }
}
