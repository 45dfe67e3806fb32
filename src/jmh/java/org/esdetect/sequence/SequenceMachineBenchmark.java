package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code sequence by key with maxspan=1m [a] [b]} over a million events of 600 s and ten thousand keys. Only a share of
 * the events satisfies a step, half of it the first and half the second; the others cost their turn in the loop.
 *
 * <p>{@link #handWrittenPair} is the yardstick: the least code that finds the same pairs of this one rule. On a busy
 * machine only the ratio of the two says anything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SequenceMachineBenchmark {
    private static final int EVENTS = 1_000_000;
    private static final int KEYS = 10_000;
    private static final long DURATION_MILLIS = 600_000;
    private static final long MAX_SPAN_MILLIS = 60_000;
    private static final long SEED = 1;

    /** Of a hundred events. */
    @Param({"2", "40"})
    private int relevantPercent;

    private final SequencePlan plan = pair();
    private final List<StoredEvent> events = new ArrayList<>();

    private record StoredEvent(Ordinal ordinal, Event event, BitSet steps) {}

    /** An event that has been read: its key is at hand. */
    private record KeyedEvent(List<Object> keys) implements Event {
        @Override
        public List<Object> values(String path) {
            return keys;
        }
    }

    private static SequencePlan pair() {
        List<JoinKey> keys = List.of(new JoinKey("host.id", false));
        return new SequencePlan(
                Collections.nCopies(2, new Step(keys, false)), OptionalLong.of(MAX_SPAN_MILLIS), Optional.empty());
    }

    @Setup
    public void drawEvents() {
        BitSet none = new BitSet();
        BitSet[] one = {BitSet.valueOf(new long[] {1}), BitSet.valueOf(new long[] {2})};
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < EVENTS; i++) {
            BitSet steps = random.nextInt(100) < relevantPercent ? one[random.nextInt(2)] : none;
            // A string of its own for each event, as when it has been parsed.
            String key = "host-" + random.nextInt(KEYS);
            events.add(new StoredEvent(
                    new Ordinal(i * DURATION_MILLIS / EVENTS, 0, (long) i, "logs-endpoint.events.process", "id" + i),
                    new KeyedEvent(List.of(key)),
                    steps));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public List<CompletedSequence<Ordinal>> pairByKeyWithinAMinute() {
        SequenceMachine<Ordinal> machine = new SequenceMachine<>(plan, SequenceLimits.DEFAULT);
        for (StoredEvent stored : events) {
            if (!stored.steps().isEmpty()) {
                machine.accept(
                        new Candidate<>(stored.ordinal(), stored.event(), stored.ordinal(), stored.steps(), false));
            }
        }
        return machine.drain(Long.MAX_VALUE);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public List<CompletedSequence<Ordinal>> handWrittenPair() {
        List<CompletedSequence<Ordinal>> found = new ArrayList<>();
        Map<Object, Ordinal> starts = new HashMap<>();
        for (StoredEvent stored : events) {
            if (stored.steps().isEmpty()) {
                continue;
            }
            Object key = stored.event().values("host.id").get(0);
            if (stored.steps().get(0)) {
                starts.put(key, stored.ordinal());
                continue;
            }
            Ordinal start = starts.remove(key);
            if (start != null && stored.ordinal().timeMillis() - start.timeMillis() <= MAX_SPAN_MILLIS) {
                found.add(new CompletedSequence<>(
                        List.of(start, stored.ordinal()), List.of(key), start, stored.ordinal()));
            }
        }
        return found;
    }
}
