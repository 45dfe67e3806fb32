package org.esdetect.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;
import org.esdetect.testing.RandomEvents;
import org.junit.jupiter.api.Test;

/** The network has no meaning of its own: whatever the conditions and the event, its verdicts are the evaluator's. */
class NetworkDifferentialTest {
    private static final int CONDITIONS = 50;
    private static final int EVENTS = 20;
    /** Pairs of a condition and an event; {@code -Ddetect.network.pairs=1000000} for long. */
    private static final int PAIRS = Integer.getInteger("detect.network.pairs", 50_000);

    @Test
    void match_randomConditionsAndEvents_areTheEvaluatorsVerdicts() {
        long seed = new Random(PAIRS).nextLong();
        int matches = 0;
        for (int round = 0; round < PAIRS / (CONDITIONS * EVENTS); round++) {
            matches += checkOneNetwork(seed + round);
        }
        // Verdicts that are all alike would prove nothing.
        assertThat(matches).isBetween(PAIRS / 20, PAIRS * 19 / 20);
    }

    private static int checkOneNetwork(long seed) {
        Random random = new Random(seed);
        List<Condition> conditions = conditions(random, CONDITIONS);
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        Selection all = network.all();
        RandomEvents events = new RandomEvents(random);
        int matches = 0;
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Object> event = events.next();
            BitSet expected = expected(conditions, event);
            assertThat(matched(network.match(event, all, scratch), scratch))
                    .as("seed %s, event %s", seed, event)
                    .isEqualTo(expected);
            Event other = new MapEvent(event)::values;
            assertThat(matched(network.match(other, all, scratch), scratch))
                    .as("seed %s, not as a map, event %s", seed, event)
                    .isEqualTo(expected);
            matches += expected.cardinality();
        }
        return matches;
    }

    @Test
    void match_someOfTheConditions_areTheVerdictsOnThose() {
        Random random = new Random(7);
        List<Condition> conditions = conditions(random, 200);
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        RandomEvents events = new RandomEvents(random);
        for (int round = 0; round < 20; round++) {
            BitSet chosen = new BitSet();
            for (int i = random.nextInt(200); i >= 0; i--) {
                chosen.set(random.nextInt(200));
            }
            Selection selection = network.select(chosen);
            for (int i = 0; i < 10; i++) {
                Map<String, Object> event = events.next();
                BitSet expected = expected(conditions, event);
                expected.and(chosen);
                assertThat(matched(network.match(event, selection, scratch), scratch))
                        .isEqualTo(expected);
            }
        }
    }

    /** Whoever judges what was set aside where it is undecided misses nothing. */
    @Test
    void judge_someSetAside_theyAreUndecidedWhereTheyMayHoldAndTheOthersAreJudged() {
        Random random = new Random(23);
        int spared = 0;
        for (int round = 0; round < 50; round++) {
            List<Condition> conditions = conditions(random, CONDITIONS);
            BitSet setAside = new BitSet();
            for (int i = 0; i < CONDITIONS / 2; i++) {
                setAside.set(random.nextInt(CONDITIONS));
            }
            Network network = NetworkCompiler.compile(conditions);
            Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
            RandomEvents events = new RandomEvents(random);
            for (int i = 0; i < EVENTS; i++) {
                Map<String, Object> event = events.next();
                BitSet decided = matched(network.judge(event, network.all(), scratch, setAside, null), scratch);
                BitSet undecided = new BitSet();
                scratch.undecided().forEach(each -> undecided.set(each.condition()));
                BitSet expected = expected(conditions, event);
                BitSet missed = (BitSet) expected.clone();
                missed.and(setAside);
                missed.andNot(undecided);
                assertThat(missed).as("round %s, event %s", round, event).isEqualTo(new BitSet());
                expected.andNot(setAside);
                assertThat(decided).as("round %s, event %s", round, event).isEqualTo(expected);
                assertThat(undecided.stream()).allMatch(setAside::get);
                spared += setAside.cardinality() - undecided.cardinality();
            }
        }
        assertThat(spared).as("documents that cannot match are not marked").isPositive();
    }

    @Test
    void recompile_afterAThousandChanges_isTheEvaluatorsVerdict() {
        Random random = new Random(11);
        List<Condition> conditions = new ArrayList<>(conditions(random, CONDITIONS));
        RandomConditions more = new RandomConditions(random);
        RandomEvents events = new RandomEvents(random);
        Network network = NetworkCompiler.compile(conditions);
        for (int change = 0; change < 1_000; change++) {
            int at = random.nextInt(conditions.size());
            int kind = random.nextInt(3);
            if (kind == 0 && conditions.size() > 10) {
                conditions.remove(at);
            } else if (kind == 1) {
                conditions.add(at, more.next(3));
            } else {
                conditions.set(at, more.next(3));
            }
            network = NetworkCompiler.recompile(conditions, network);
            Map<String, Object> event = events.next();
            Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
            assertThat(matched(network.match(event, network.all(), scratch), scratch))
                    .as("change %s, event %s", change, event)
                    .isEqualTo(expected(conditions, event));
        }
    }

    private static List<Condition> conditions(Random random, int count) {
        RandomConditions conditions = new RandomConditions(random);
        List<Condition> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(conditions.next(random.nextInt(4)));
        }
        return made;
    }

    static BitSet expected(List<Condition> conditions, Map<String, Object> event) {
        BitSet expected = new BitSet();
        MapEvent values = new MapEvent(event);
        for (int i = 0; i < conditions.size(); i++) {
            expected.set(i, Evaluator.matches(conditions.get(i), values));
        }
        return expected;
    }

    static BitSet matched(int count, Scratch scratch) {
        BitSet matched = new BitSet();
        for (int i = 0; i < count; i++) {
            matched.set(scratch.matched(i));
        }
        return matched;
    }
}
