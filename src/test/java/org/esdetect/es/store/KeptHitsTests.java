package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.CompiledException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.engine.ExceptionCompiler;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ReadLimits;
import org.esdetect.testing.TestRules;

/** Hits of exceptions outlive the nodes that counted them. */
public class KeptHitsTests extends StoreTestCase {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final CompiledRule RULE = TestRules.compile(TestRules.rule("r"));

    private final CompiledException first = exception("first");
    private final CompiledException second = exception("second");
    private final Detector detector = new Detector();

    private static CompiledException exception(String id) {
        ExceptionItem item = ExceptionReader.readItem(
                        "exception",
                        Map.of("item_id", id, "list_id", "l", "eql", "process.name == \"" + id + "\""),
                        ReadLimits.DEFAULT)
                .value()
                .orElseThrow();
        return ExceptionCompiler.compile(item);
    }

    @Override
    public void setUp() throws Exception {
        super.setUp();
        there(first, second);
    }

    private void there(CompiledException... items) {
        detector.replace(new CompiledRules(
                List.of(RULE),
                1,
                CompiledRules.NONE,
                new ExceptionLists(List.of(), List.of(items), ExceptionHits.NONE)));
    }

    /** A node from its start on. */
    private final class CountingNode {
        private final ExceptionCounters counters;
        private final KeptHits kept;

        CountingNode(Instant start) {
            counters = new ExceptionCounters(detector::current, () -> start);
            kept = new KeptHits(state, counters, detector, getInstanceFromNode(ThreadPool.class));
        }

        CountingNode hit(CompiledException exception, int times) {
            for (int i = 0; i < times; i++) {
                counters.hit(RULE, exception);
            }
            return this;
        }

        CountingNode keep() {
            PlainActionFuture<Void> done = new PlainActionFuture<>();
            kept.keep(done);
            done.actionGet();
            return this;
        }
    }

    private KeptHits.Counts stored() {
        return safeAwait(new CountingNode(START).kept::read).orElseThrow();
    }

    public void testKeep_addsWhatEachNodeCounted_onceOnly() {
        CountingNode one = new CountingNode(START).hit(first, 3).keep();
        CountingNode two = new CountingNode(START.plusSeconds(60))
                .hit(first, 2)
                .hit(second, 1)
                .keep();
        then(stored().hits()).isEqualTo(Map.of("first", 5L, "second", 1L));
        one.keep();
        two.hit(second, 4).keep();
        then(stored().hits()).isEqualTo(Map.of("first", 5L, "second", 5L));
        then(stored().last().get("first")).isEqualTo("2026-03-01T12:01:00Z");
        then(two.counters.stats().get(ExceptionCounters.NOT_KEPT)).isEqualTo(Map.of("first", 0L, "second", 0L));
    }

    public void testNodesThatStartAgain_goOn_andSinceStaysWhatItWas() {
        new CountingNode(START).keep();
        then(stored().hits()).isEmpty();
        new CountingNode(START.plusSeconds(7200)).hit(second, 1).keep();
        new CountingNode(START.plusSeconds(9000)).hit(second, 1).keep();
        then(stored().since()).isEqualTo("2026-03-01T12:00:00Z");
        then(stored().hits()).isEqualTo(Map.of("second", 2L));
    }

    public void testNodesThatAddAtOnce_loseNothing() {
        List<CountingNode> nodes = List.of(
                new CountingNode(START).hit(first, 1),
                new CountingNode(START).hit(first, 10),
                new CountingNode(START).hit(first, 100));
        PlainActionFuture<Void> all = new PlainActionFuture<>();
        try (var work = new org.elasticsearch.action.support.RefCountingListener(all)) {
            for (CountingNode node : nodes) {
                ActionListener<Void> kept = work.acquire();
                node.kept.keep(kept);
            }
        }
        all.actionGet();
        then(stored().hits()).isEqualTo(Map.of("first", 111L));
    }

    public void testItemThatIsDeleted_isForgotten() {
        CountingNode node = new CountingNode(START).hit(first, 1).hit(second, 1).keep();
        there(second);
        node.hit(second, 1).keep();
        then(stored().hits()).isEqualTo(Map.of("second", 2L));
    }

    public void testWithoutExceptions_nothingIsWritten() {
        there();
        CountingNode node = new CountingNode(START).keep();
        then(safeAwait(node.kept::read)).isEmpty();
    }
}
