package org.esdetect.es.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.common.io.stream.BytesStreamOutput;
import org.elasticsearch.common.io.stream.NamedWriteableAwareStreamInput;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.MatchAllQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.ArrivalsQueryBuilder;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.SeqNoRange;
import org.esdetect.es.arrival.ShardKey;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunStatus;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.run.TimeWindow;
import org.esdetect.es.run.Undecided;
import org.junit.jupiter.api.Test;

/** What is sent to another node is there what it was here. */
class RunMessageTest {
    private static final ShardId SHARD = new ShardId("logs-test", "uuid-1", 0);
    private static final ShardId GONE = new ShardId("logs-test", "uuid-1", 1);
    private static final CompiledRule RULE = TestSequences.event("rule", "a");
    private static final AlertRun RUN = new AlertRun(
            AlertRun.Mode.SEQUENCE,
            Instant.parse("2026-03-01T12:00:00.123Z"),
            "execution",
            "8.19.21",
            new AlertRun.Limits(1_024, Duration.ofMinutes(7)));

    @Test
    void message_overArrivals_comesAsItWasSent() throws IOException {
        Arrivals arrivals = new Arrivals(
                new TreeMap<>(Map.of(SHARD, new SeqNoRange(-1, 41))),
                Map.of(ShardKey.of(SHARD), new Position(41, "history")),
                new TreeMap<>(Map.of(GONE, "has no active primary")));
        RunMessage message = message(new Scope.Arrived(arrivals, new TreeSet<>(Set.of("logs-test"))));
        assertThat(copy(message, RunMessage::read)).isEqualTo(message);
    }

    @Test
    void message_overAWindow_comesAsItWasSent() throws IOException {
        TimeWindow time = new TimeWindow("@timestamp", Optional.of("event.ingested"), true, -5, Long.MAX_VALUE);
        QueryBuilder readable = QueryBuilders.boolQuery()
                .filter(new ArrivalsQueryBuilder(Map.of(ShardKey.of(SHARD), new SeqNoRange(3, 9))));
        RunMessage message = message(new Scope.Window(new TreeSet<>(Set.of("b", "a")), time, readable, false));
        assertThat(copy(message, RunMessage::read)).isEqualTo(message);
    }

    @Test
    void message_meetsAnotherStateOfTheRule_andIsNotRun() {
        RunMessage message =
                message(new Scope.Arrived(new Arrivals(new TreeMap<>(), Map.of(), new TreeMap<>()), Set.of()));
        assertThat(message.with(new CompiledRules(List.of(RULE), 1)))
                .get()
                .extracting(RunRequest::rule)
                .isSameAs(RULE);
        assertThat(message.with(CompiledRules.NONE)).isEmpty();
        CompiledRule other =
                TestSequences.compiled(RULE.rule().withRevision(2), RULE.plan().orElseThrow());
        assertThat(message.with(new CompiledRules(List.of(other), 2))).isEmpty();
    }

    @Test
    void result_comesAsItWasSent() throws IOException {
        Map<String, Long> phases = new LinkedHashMap<>();
        phases.put("starting", 1L);
        phases.put("counting", 2L);
        RunResult result = new RunResult(
                "rule",
                RunResult.Outcome.PARTIAL,
                "why",
                "what",
                12,
                new RunResult.Work(
                        List.of(new RunResult.StepCount(1, 2, 3, 4), new RunResult.StepCount(5, 6, 7, 8)),
                        5,
                        new RunResult.Reading(9, 10, 11),
                        new RunResult.Alerts(6, 7, 8, List.of("id")),
                        List.of("note")),
                new TreeMap<>(Map.of(ShardKey.of(SHARD), new Position(41, "history"))),
                new TreeMap<>(Map.of(GONE, "reason")),
                Optional.of(new Undecided(-1, 2, 3)));
        RunStatus status = new RunStatus("rule", "what", "done", 1, 2, 3, 4, phases);
        RuleRunAction.Done done = new RuleRunAction.Done(result, status);
        RuleRunAction.Done copy = copy(done, RuleRunAction.Done::read);
        assertThat(copy).isEqualTo(done);
        assertThat(copy.status().phaseMillis().keySet()).containsExactly("starting", "counting");
    }

    private static RunMessage message(Scope scope) {
        RunRequest request = new RunRequest(
                        RULE,
                        RUN,
                        scope,
                        Long.MAX_VALUE,
                        true,
                        Optional.of(new Undecided(1, 2, 3)),
                        new TreeMap<>(Map.of(GONE, "has no active primary")))
                .inPagesOf(77);
        return RunMessage.of(request, TimeValue.timeValueMinutes(5));
    }

    private static <T extends Writeable> T copy(T original, Writeable.Reader<T> reader) throws IOException {
        NamedWriteableRegistry registry = new NamedWriteableRegistry(List.of(
                new NamedWriteableRegistry.Entry(
                        QueryBuilder.class, ArrivalsQueryBuilder.NAME, ArrivalsQueryBuilder::new),
                new NamedWriteableRegistry.Entry(QueryBuilder.class, BoolQueryBuilder.NAME, BoolQueryBuilder::new),
                new NamedWriteableRegistry.Entry(
                        QueryBuilder.class, MatchAllQueryBuilder.NAME, MatchAllQueryBuilder::new)));
        try (BytesStreamOutput out = new BytesStreamOutput()) {
            original.writeTo(out);
            try (StreamInput in = new NamedWriteableAwareStreamInput(out.bytes().streamInput(), registry)) {
                T copy = reader.read(in);
                assertThat(in.read()).as("nothing left over").isEqualTo(-1);
                return copy;
            }
        }
    }
}
