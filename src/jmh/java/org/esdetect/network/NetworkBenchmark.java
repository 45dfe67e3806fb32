package org.esdetect.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.esdetect.bench.EventFile;
import org.esdetect.condition.Condition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * What it costs to judge one event by all rules. Events go round in the order of the file; sixteen at a time are parsed
 * outside of what is timed, so that each is judged as it comes from a parser: warm, but never seen before. On a busy machine
 * only ratios of one run say anything.
 *
 * <p>Before a contender is timed its answers are compared with those of each rule alone on every event; a difference ends the
 * run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 5, jvmArgsAppend = "-Xmx2g")
public class NetworkBenchmark {
    private static final int BATCH = 16;

    @Param({"50", "200", "all"})
    private String rules;

    @Param({"network", "floor", "oneByOne"})
    private String contender;

    private final List<Map<String, Object>> batch = new ArrayList<>(BATCH);
    private EventFile events;
    private Contender judge;
    private int next;

    @Setup
    public void prepare() throws IOException {
        events = EventFile.load();
        List<Condition> conditions = BenchmarkInput.conditions(rules);
        judge = Contenders.of(contender, conditions);
        if (!contender.equals("floor")) {
            checkAnswers(judge, Contenders.of("oneByOne", conditions));
        }
    }

    private void checkAnswers(Contender judged, Contender reference) {
        for (int i = 0; i < events.size(); i++) {
            Map<String, Object> parsed = events.parse(i);
            BitSet expected = reference.answers(parsed);
            if (!judged.answers(parsed).equals(expected)) {
                throw new IllegalStateException("[" + contender + "] differs on " + parsed + ", expected " + expected);
            }
        }
    }

    @Setup(Level.Invocation)
    public void parse() {
        batch.clear();
        for (int i = 0; i < BATCH; i++) {
            batch.add(events.parse(next));
            next = next + 1 == events.size() ? 0 : next + 1;
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long judgeEvent() {
        long answer = 0;
        for (int i = 0; i < BATCH; i++) {
            answer += judge.judge(batch.get(i));
        }
        return answer;
    }
}
