package org.esdetect.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
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
 * What the events cost that are meant to cost much: a started process under all rules to measure with and those of the case. Each
 * event is parsed anew, outside of what is timed. An event beyond the limits costs what it takes to find that out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class WorstCaseBenchmark {
    private static final int BATCH = 16;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND_LINE = "process.command_line";

    /** What makes an event, or the rules, dear. */
    public enum Case {
        /** Nothing: to compare with. */
        PLAIN,
        MATCHES_100_RULES,
        COMMAND_LINE_OF_32_KB,
        ARRAY_OF_10000_ITEMS,
        /** Parsers refuse more than 1,000. */
        NESTING_OF_990_LEVELS,
        RULE_WITH_A_LIST_OF_2609,
        RULE_WITH_105_WILDCARDS
    }

    @Param
    private Case worst;

    private final List<Map<String, Object>> batch = new ArrayList<>(BATCH);
    private byte[] event = {};
    private Network network;
    private Selection all;
    private Scratch scratch;

    @Setup
    public void prepare() throws IOException {
        List<Condition> conditions = new ArrayList<>(BenchmarkInput.conditions("all"));
        conditions.addAll(rules());
        event = event();
        network = NetworkCompiler.compile(conditions);
        all = network.all();
        scratch = network.newScratch(MatchLimits.DEFAULT);
    }

    private List<Condition> rules() {
        return switch (worst) {
            case MATCHES_100_RULES ->
                numbers(100)
                        .map(i -> both(is("process.name", "powershell.exe"), not(is("process.parent.name", "no" + i))))
                        .toList();
            case RULE_WITH_A_LIST_OF_2609 ->
                List.of(is("process.hash.sha256", numbers(2_609).map(WorstCaseBenchmark::hash).toArray(String[]::new)));
            case RULE_WITH_105_WILDCARDS ->
                List.of(new Condition.Leaf(new Predicate.Like(
                        COMMAND_LINE, numbers(105).map(i -> "*-switch" + i + "?*value*").toList(), true)));
            default -> List.of();
        };
    }

    private byte[] event() throws JsonProcessingException {
        Map<String, Object> process = new HashMap<>(Map.of(
                "name", "powershell.exe",
                "executable", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                "command_line", "powershell.exe -switch7 -File C:\\Users\\Public\\inventory.ps1 -Verbose",
                "args", List.of("powershell.exe", "-switch7", "-File", "C:\\Users\\Public\\inventory.ps1", "-Verbose"),
                "hash", Map.of("sha256", hash(2_000)),
                "parent", Map.of("name", "explorer.exe", "executable", "C:\\Windows\\explorer.exe")));
        switch (worst) {
            case COMMAND_LINE_OF_32_KB -> process.put("command_line", text(32_768));
            case ARRAY_OF_10000_ITEMS ->
                process.put("args", numbers(10_000).map(i -> "argument-" + i).toList());
            case NESTING_OF_990_LEVELS -> process.put("parent", nested(495));
            default -> {}
        }
        return JSON.writeValueAsBytes(Map.of(
                "@timestamp", "2026-01-01T00:00:00.000Z",
                "event", Map.of("category", List.of("process"), "type", List.of("start"), "action", "start"),
                "host", Map.of("name", "ws-014", "os", Map.of("type", "windows", "family", "windows")),
                "user", Map.of("id", "S-1-5-21-1-2-3-1001", "name", "ada"),
                "process", process));
    }

    private static Object nested(int pairs) {
        Object inner = "explorer.exe";
        for (int i = 0; i < pairs; i++) {
            inner = List.of(Map.of("name", inner));
        }
        return inner;
    }

    /** The alphabet of encoded commands, so that pieces of many patterns turn up. */
    private static String text(int length) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/ -.\\".charAt(random.nextInt(68)));
        }
        return text.toString();
    }

    private static String hash(int number) {
        return String.format(Locale.ROOT, "%064x", number * 2_654_435_761L);
    }

    private static Stream<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed();
    }

    private static Condition is(String field, String... values) {
        return new Condition.Leaf(new Predicate.OneOf(
                field, Arrays.stream(values).map(Literal::new).toList(), false));
    }

    private static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    private static Condition both(Condition one, Condition other) {
        return Condition.allOf(List.of(one, other));
    }

    @Setup(Level.Invocation)
    public void parse() throws IOException {
        batch.clear();
        for (int i = 0; i < BATCH; i++) {
            batch.add(JSON.readValue(event, new TypeReference<>() {}));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long judgeEvent() {
        long answer = 0;
        for (int i = 0; i < BATCH; i++) {
            try {
                answer += network.match(batch.get(i), all, scratch);
            } catch (BudgetExceededException tooMuch) {
                answer--;
            }
        }
        return answer;
    }
}
