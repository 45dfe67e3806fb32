package org.esdetect.es.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;

/**
 * What a run of a rule came to.
 *
 * @param message empty when all went well; else what did not, for people
 * @param scope what was looked at, for people
 * @param reached where the rule's cursor stands now; the shards that failed are not in it
 */
public record RunResult(
        String ruleId,
        Outcome outcome,
        String message,
        String scope,
        long tookMillis,
        Work work,
        Map<ShardKey, Position> reached,
        SortedMap<ShardId, String> failedShards,
        Optional<Undecided> undecided)
        implements Writeable {

    /** How a run ended. */
    public enum Outcome {
        /** Nothing to judge. */
        IDLE,
        SUCCESS,
        /** Some shards could not be read; what is in the others was judged. */
        PARTIAL,
        /** The rule's cursor stays where it was, or as far as the run came. */
        FAILED,
        /** The same, because it took too long or somebody stopped it. */
        CANCELLED;

        /** In lower case, as users see it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether all that there was to read was read. */
        public boolean isWhole() {
            return this == IDLE || this == SUCCESS;
        }
    }

    /**
     * What it took.
     *
     * @param steps of the rule in order, and last its until condition
     * @param notes what people should know although nothing failed
     */
    public record Work(List<StepCount> steps, int searches, Reading reading, Alerts alerts, List<String> notes)
            implements Writeable {
        /** Nothing was done. */
        public static final Work NONE =
                new Work(List.of(), 0, new Reading(0, 0, 0), new Alerts(0, 0, 0, List.of()), List.of());

        static Work read(StreamInput in) throws IOException {
            return new Work(
                    in.readCollectionAsList(StepCount::read),
                    in.readVInt(),
                    Reading.read(in),
                    Alerts.read(in),
                    in.readStringCollectionAsList());
        }

        /** Of two runs of one rule. */
        public Work plus(Work more) {
            List<StepCount> sums = new ArrayList<>(steps.isEmpty() ? more.steps : steps);
            for (int step = 0; !steps.isEmpty() && step < more.steps.size(); step++) {
                sums.set(step, steps.get(step).plus(more.steps.get(step)));
            }
            LinkedHashSet<String> allNotes = new LinkedHashSet<>(notes);
            allNotes.addAll(more.notes);
            return new Work(
                    sums,
                    searches + more.searches,
                    reading.plus(more.reading),
                    alerts.plus(more.alerts),
                    List.copyOf(allNotes));
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            out.writeCollection(steps);
            out.writeVInt(searches);
            reading.writeTo(out);
            alerts.writeTo(out);
            out.writeStringCollection(notes);
        }
    }

    /**
     * How many events the query of a step found; the evaluator may have thought otherwise.
     *
     * @param newCandidates among those to judge; only positive steps are asked
     * @param windowCandidates among those that may be joined with them, counted no further than a run may hold
     * @param searches in which the step was asked for by itself
     * @param read events that were read and satisfy the step; one that was read twice counts twice
     */
    public record StepCount(long newCandidates, long windowCandidates, int searches, long read) implements Writeable {
        static StepCount read(StreamInput in) throws IOException {
            return new StepCount(in.readVLong(), in.readVLong(), in.readVInt(), in.readVLong());
        }

        StepCount plus(StepCount more) {
            return new StepCount(
                    newCandidates + more.newCandidates,
                    windowCandidates + more.windowCandidates,
                    searches + more.searches,
                    read + more.read);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            out.writeVLong(newCandidates);
            out.writeVLong(windowCandidates);
            out.writeVInt(searches);
            out.writeVLong(read);
        }
    }

    /**
     * What was read to join with.
     *
     * @param keys join keys that searches were narrowed to
     * @param events read, of any step, also those that satisfy none
     * @param bytes of them
     */
    public record Reading(long keys, long events, long bytes) implements Writeable {
        static Reading read(StreamInput in) throws IOException {
            return new Reading(in.readVLong(), in.readVLong(), in.readVLong());
        }

        Reading plus(Reading more) {
            return new Reading(keys + more.keys, events + more.events, bytes + more.bytes);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            out.writeVLong(keys);
            out.writeVLong(events);
            out.writeVLong(bytes);
        }
    }

    /**
     * What it gave.
     *
     * @param suppressed alerts over the cap; they were not written
     * @param ids of the alerts that people see, without building blocks
     */
    public record Alerts(long created, long duplicate, long suppressed, List<String> ids) implements Writeable {
        static Alerts read(StreamInput in) throws IOException {
            return new Alerts(in.readVLong(), in.readVLong(), in.readVLong(), in.readStringCollectionAsList());
        }

        Alerts plus(Alerts more) {
            List<String> all = new ArrayList<>(ids);
            all.addAll(more.ids);
            return new Alerts(created + more.created, duplicate + more.duplicate, suppressed + more.suppressed, all);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            out.writeVLong(created);
            out.writeVLong(duplicate);
            out.writeVLong(suppressed);
            out.writeStringCollection(ids);
        }
    }

    /** Of a run that came to nothing: what was to be done is still to be done. */
    public static RunResult none(RunRequest run, Outcome outcome, String message) {
        return new RunResult(
                run.rule().rule().id(),
                outcome,
                message,
                run.scope().describe(),
                0,
                Work.NONE,
                Map.of(),
                run.unavailable(),
                run.again());
    }

    public static RunResult read(StreamInput in) throws IOException {
        return new RunResult(
                in.readString(),
                in.readEnum(Outcome.class),
                in.readString(),
                in.readString(),
                in.readVLong(),
                Work.read(in),
                RunWire.readPositions(in),
                RunWire.readShards(in),
                RunWire.readUndecided(in));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeString(ruleId);
        out.writeEnum(outcome);
        out.writeString(message);
        out.writeString(scope);
        out.writeVLong(tookMillis);
        work.writeTo(out);
        RunWire.writePositions(out, reached);
        RunWire.writeShards(out, failedShards);
        RunWire.writeUndecided(out, undecided);
    }

    /** The same work, called something else. */
    RunResult as(Outcome other, String otherMessage) {
        return new RunResult(ruleId, other, otherMessage, scope, tookMillis, work, reached, failedShards, undecided);
    }

    /** Whether there is anything to tell. */
    public boolean isIdle() {
        return outcome == Outcome.IDLE;
    }
}
