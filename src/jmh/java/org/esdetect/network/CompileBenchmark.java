package org.esdetect.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.esdetect.condition.Condition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make the network of all rules, from nothing, and after one rule changed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CompileBenchmark {
    private List<Condition> conditions;
    private List<Condition> changed;
    private Network before;

    @Setup
    public void prepare() throws IOException {
        conditions = BenchmarkInput.conditions("all");
        before = NetworkCompiler.compile(conditions);
        changed = new ArrayList<>(conditions);
        changed.set(0, Condition.allOf(List.of(conditions.get(0), conditions.get(1))));
    }

    @Benchmark
    public Network fromNothing() {
        return NetworkCompiler.compile(conditions);
    }

    @Benchmark
    public Network afterOneChange() {
        return NetworkCompiler.recompile(changed, before);
    }
}
