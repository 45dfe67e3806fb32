package org.esdetect.peers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.esdetect.bench.EventFile;
import org.esdetect.bench.RuleFolder.EventRule;

/** Judges every event by an engine and by one rule after the other; the first difference ends the run. */
final class SameAnswers {
    private final EventFile events;
    private final List<EventRule> rules;
    private long matches;

    SameAnswers(EventFile events, List<EventRule> rules) {
        this.events = events;
        this.rules = rules;
    }

    /**
     * How many matches both found.
     *
     * @throws IllegalStateException naming the rule and the event of a difference
     */
    <E> long check(Contender<E> contender) throws Exception {
        RuleByRule oracle = new RuleByRule(Course.conditions(rules));
        for (int from = 0; from < events.size(); from += contender.batch()) {
            int to = Math.min(events.size(), from + contender.batch());
            List<Map<String, Object>> plain = new ArrayList<>();
            List<E> prepared = new ArrayList<>();
            for (int i = from; i < to; i++) {
                plain.add(events.parse(i));
                prepared.add(contender.prepare(events.parse(i)));
            }
            compare(from, found(oracle, plain), found(contender, prepared));
        }
        return matches;
    }

    private static <E> List<BitSet> found(Contender<E> contender, List<E> events) throws Exception {
        List<BitSet> found = new ArrayList<>();
        events.forEach(event -> found.add(new BitSet()));
        contender.match(events, (event, rule) -> found.get(event).set(rule));
        return found;
    }

    private void compare(int first, List<BitSet> expected, List<BitSet> actual) {
        for (int i = 0; i < expected.size(); i++) {
            matches += expected.get(i).cardinality();
            BitSet different = (BitSet) expected.get(i).clone();
            different.xor(actual.get(i));
            if (!different.isEmpty()) {
                EventRule rule = rules.get(different.nextSetBit(0));
                throw new IllegalStateException("rule [" + rule.rule().id() + ", "
                        + rule.rule().name() + "] is judged "
                        + (expected.get(i).get(different.nextSetBit(0)) ? "a match" : "no match")
                        + " by itself and otherwise by the engine, on event [" + (first + i + 1) + "]: "
                        + events.text(first + i));
            }
        }
    }
}
