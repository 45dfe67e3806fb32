package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ReadLimits;

/** Exceptions in scheduled runs, over a real index. */
public class ExceptionRunTests extends RunTestCase {
    private final List<String> hits = new ArrayList<>();

    public void testEventRun_anExceptedEvent_raisesNothing_andIsCountedOnce() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "backup", 0, "a");
        CompiledRule rule = with(TestSequences.event("one", "a"), "host.id == \"backup\"", Map.of());

        runArrivals(rule);

        Assertions.assertThat(alerts()).containsExactly("1");
        Assertions.assertThat(hits).containsExactly("one/i");
        runWindow(rule, -10, 10, 100, true);
        Assertions.assertThat(hits).as("who only looks does not count").hasSize(1);
    }

    /** The events do not tell when they arrived: the time of the run counts. */
    public void testEventRun_anExceptionThatExpired_hidesNothing() {
        createLogs(1);
        event("1", "backup", 0, "a");
        runArrivals(with(
                TestSequences.event("one", "a"),
                "host.id == \"backup\"",
                Map.of("expire_time", NOW.minusSeconds(1).toString())));
        Assertions.assertThat(alerts()).containsExactly("1");
    }

    public void testSequenceRun_anExceptedEvent_servesNoStep() {
        createLogs(1);
        CompiledRule rule = with(TestSequences.sequence("seq", 60_000, "a", "b"), "host.id == \"quiet\"", Map.of());
        event("1", "h", 0, "a");
        event("2", "h", 1, "b");
        event("3", "quiet", 0, "a");
        event("4", "quiet", 1, "b");

        runArrivals(rule);

        Assertions.assertThat(alerts()).containsExactly("1 2");
        Assertions.assertThat(hits).containsExactly("seq/i", "seq/i");
    }

    public void testSequenceRun_anExceptionOfOneStep_leavesTheOtherAlone() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 1, "b");
        CompiledRule plain = TestSequences.sequence("seq", 60_000, "a", "b");

        runArrivals(with(plain, "event.action == \"a\"", Map.of("step", 2)));
        Assertions.assertThat(alerts()).containsExactly("1 2");
        Assertions.assertThat(hits).isEmpty();
    }

    public void testSequenceRun_anExceptionOfItsStep_forbidsIt() {
        createLogs(1);
        event("1", "h", 0, "a");
        event("2", "h", 1, "b");
        CompiledRule plain = TestSequences.sequence("seq", 60_000, "a", "b");

        runArrivals(with(plain, "event.action == \"b\"", Map.of("step", 2)));
        Assertions.assertThat(alerts()).isEmpty();
        Assertions.assertThat(hits).containsExactly("seq/i");
    }

    private CompiledRule with(CompiledRule rule, String eql, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("item_id", "i", "list_id", "l", "eql", eql));
        fields.putAll(more);
        ExceptionItem item = ExceptionReader.readItem("item", fields, ReadLimits.DEFAULT)
                .value()
                .orElseThrow();
        ExceptionList list =
                new ExceptionList("l", "detection", "l", List.of(rule.rule().id()), Map.of());
        ExceptionHits counted =
                (of, by) -> hits.add(of.rule().id() + "/" + by.item().id());
        return rule.withExceptions(ExceptionLists.compile(List.of(list), List.of(item), ExceptionLists.NONE, counted)
                .of(rule.rule()));
    }
}
