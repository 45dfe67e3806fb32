package org.esdetect.es.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.es.ingest.TestRules.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.esdetect.engine.CompiledRule;
import org.junit.jupiter.api.Test;

class InlineCapsTest {
    /** Of five minutes, and a hundred alerts in each. */
    private final CompiledRule rule = process("a", "x");

    private final InlineCaps caps = new InlineCaps();

    private int heldBackOf(int documents, long atMillis) {
        int heldBack = 0;
        for (int i = 0; i < documents; i++) {
            heldBack += caps.heldBack(List.of(rule), atMillis).size();
        }
        return heldBack;
    }

    @Test
    void overItsMaxSignals_aRuleIsHeldBack_untilTheNextIntervalOfTheClock() {
        assertThat(heldBackOf(100, 299_000)).isZero();
        assertThat(heldBackOf(5, 299_999)).isEqualTo(5);
        assertThat(heldBackOf(100, 300_000)).isZero();
        assertThat(heldBackOf(1, 599_999)).isEqualTo(1);
    }

    @Test
    void otherRules_haveTheirOwnNumber() {
        CompiledRule other = process("b", "x");
        heldBackOf(100, 0);
        assertThat(caps.heldBack(List.of(rule, other), 0)).containsExactly("a");
    }

    @Test
    void setting_takesTheRulesPlace_orLiftsTheBound() {
        caps.set(3);
        assertThat(heldBackOf(10, 0)).isEqualTo(7);
        caps.set(-1);
        assertThat(heldBackOf(10_000, 0)).isZero();
    }

    @Test
    void changedRule_startsAnew() {
        heldBackOf(100, 0);
        assertThat(caps.heldBack(List.of(process("a", "y")), 0)).isEmpty();
    }

    @Test
    void manyThreads_takeExactlyTheCap() throws InterruptedException {
        AtomicInteger heldBack = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> heldBack.addAndGet(heldBackOf(1_000, 0)));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(heldBack).hasValue(8_000 - 100);
    }
}
