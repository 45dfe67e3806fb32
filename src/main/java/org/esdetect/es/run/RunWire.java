package org.esdetect.es.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.alert.AlertRun;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.SeqNoRange;
import org.esdetect.es.arrival.ShardKey;

/**
 * How runs and what they came to travel between nodes. All nodes have the same version of the plugin or are being
 * restarted to it: what cannot be read is run elsewhere.
 */
public final class RunWire {
    private RunWire() {}

    public static void writeScope(StreamOutput out, Scope scope) throws IOException {
        if (scope instanceof Scope.Arrived arrived) {
            out.writeBoolean(true);
            writeArrivals(out, arrived.arrivals());
            out.writeStringCollection(arrived.judged());
        } else {
            Scope.Window window = (Scope.Window) scope;
            out.writeBoolean(false);
            out.writeStringCollection(window.indices());
            writeTime(out, window.time());
            out.writeNamedWriteable(window.readable());
            out.writeBoolean(window.byLastEvent());
        }
    }

    public static Scope readScope(StreamInput in) throws IOException {
        if (in.readBoolean()) {
            return new Scope.Arrived(readArrivals(in), new TreeSet<>(in.readStringCollectionAsList()));
        }
        return new Scope.Window(
                new TreeSet<>(in.readStringCollectionAsList()),
                readTime(in),
                in.readNamedWriteable(QueryBuilder.class),
                in.readBoolean());
    }

    private static void writeTime(StreamOutput out, TimeWindow time) throws IOException {
        out.writeString(time.timestamp());
        out.writeOptionalString(time.override().orElse(null));
        out.writeBoolean(time.fallback());
        out.writeLong(time.fromMillis());
        out.writeLong(time.toMillis());
    }

    private static TimeWindow readTime(StreamInput in) throws IOException {
        return new TimeWindow(
                in.readString(),
                Optional.ofNullable(in.readOptionalString()),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void writeArrivals(StreamOutput out, Arrivals arrivals) throws IOException {
        out.writeMap(arrivals.ranges(), (to, shard) -> shard.writeTo(to), (to, range) -> {
            to.writeZLong(range.after());
            to.writeZLong(range.upTo());
        });
        writePositions(out, arrivals.next());
        writeShards(out, arrivals.unavailable());
    }

    private static Arrivals readArrivals(StreamInput in) throws IOException {
        return new Arrivals(
                new TreeMap<>(in.<ShardId, SeqNoRange>readMap(
                        ShardId::new, from -> new SeqNoRange(from.readZLong(), from.readZLong()))),
                readPositions(in),
                readShards(in));
    }

    static void writePositions(StreamOutput out, Map<ShardKey, Position> positions) throws IOException {
        out.writeMap(positions, (to, shard) -> shard.writeTo(to), (to, position) -> {
            to.writeZLong(position.seqNo());
            to.writeString(position.history());
        });
    }

    static Map<ShardKey, Position> readPositions(StreamInput in) throws IOException {
        return new TreeMap<>(in.<ShardKey, Position>readMap(
                from -> new ShardKey(from.readString(), from.readVInt()),
                from -> new Position(from.readZLong(), from.readString())));
    }

    /** Shards with a sentence about each. */
    public static void writeShards(StreamOutput out, SortedMap<ShardId, String> shards) throws IOException {
        out.writeMap(shards, (to, shard) -> shard.writeTo(to), StreamOutput::writeString);
    }

    public static SortedMap<ShardId, String> readShards(StreamInput in) throws IOException {
        return new TreeMap<>(in.<ShardId, String>readMap(ShardId::new, StreamInput::readString));
    }

    public static void writeUndecided(StreamOutput out, Optional<Undecided> undecided) throws IOException {
        out.writeBoolean(undecided.isPresent());
        if (undecided.isPresent()) {
            out.writeZLong(undecided.get().fromMillis());
            out.writeZLong(undecided.get().toMillis());
            out.writeZLong(undecided.get().dueMillis());
        }
    }

    public static Optional<Undecided> readUndecided(StreamInput in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new Undecided(in.readZLong(), in.readZLong(), in.readZLong()))
                : Optional.empty();
    }

    public static void writeAlertRun(StreamOutput out, AlertRun run) throws IOException {
        out.writeEnum(run.mode());
        out.writeInstant(run.now());
        out.writeString(run.executionId());
        out.writeString(run.version());
        out.writeVLong(run.limits().maxSourceBytes());
        out.writeVLong(run.limits().allowedLateness().toMillis());
    }

    public static AlertRun readAlertRun(StreamInput in) throws IOException {
        AlertRun.Mode mode = in.readEnum(AlertRun.Mode.class);
        Instant now = in.readInstant();
        String executionId = in.readString();
        String version = in.readString();
        AlertRun.Limits limits = new AlertRun.Limits(in.readVLong(), Duration.ofMillis(in.readVLong()));
        return new AlertRun(mode, now, executionId, version, limits);
    }

    /** Counts by name, in their order. */
    static void writeCounts(StreamOutput out, Map<String, Long> counts) throws IOException {
        out.writeMap(new LinkedHashMap<>(counts), StreamOutput::writeString, StreamOutput::writeVLong);
    }

    static Map<String, Long> readCounts(StreamInput in) throws IOException {
        return new LinkedHashMap<>(in.readOrderedMap(StreamInput::readString, StreamInput::readVLong));
    }
}
