package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What it means for sequences that events arrive in another order than they happened in. */
class LateEventsPropertiesTest {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    /**
     * Nothing is missed. Claim: a sequence that is in all events is in any part of them that holds its own events. What
     * is not there can neither replace a pending sequence nor cancel one nor stand where nothing may, and without it a
     * pending sequence gets no further than with it, so it takes no other's place either.
     */
    @Property(tries = 10_000)
    void run_someEventsNotThereYet_findsEverySequenceOfAllWhoseEventsAre(
            @ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Random random = new Random(seed);
        List<Candidate<String>> there = scenario.inOrder().stream()
                .filter(event -> random.nextInt(4) > 0)
                .toList();
        Set<String> ids = new HashSet<>(there.stream().map(Candidate::reference).toList());
        List<CompletedSequence<String>> expected = find(scenario.plan(), scenario.inOrder()).stream()
                .filter(sequence -> ids.containsAll(sequence.events()))
                .toList();
        assertThat(find(scenario.plan(), there)).containsAll(expected);
        Statistics.label("sequences left").collect(Math.min(2, expected.size())).coverage(counts -> counts.check(2)
                .percentage(share -> share > 5));
    }

    /**
     * So a run after each arrival that reports what holds a new event reports, in the end, exactly what is in the
     * events after any of the arrivals.
     */
    @Property(tries = 1_000)
    void run_afterEachArrival_reportsWhatIsThereAtAnyTime(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        List<Candidate<String>> arriving = new ArrayList<>(scenario.inOrder());
        Collections.shuffle(arriving, new Random(seed));
        Set<String> there = new HashSet<>();
        Set<List<String>> reported = new HashSet<>();
        Set<List<String>> everThere = new HashSet<>();
        for (Candidate<String> event : arriving) {
            there.add(event.reference());
            for (CompletedSequence<String> sequence : find(
                    scenario.plan(),
                    scenario.inOrder().stream()
                            .filter(candidate -> there.contains(candidate.reference()))
                            .toList())) {
                everThere.add(sequence.events());
                if (sequence.events().contains(event.reference())) {
                    reported.add(sequence.events());
                }
            }
        }
        assertThat(reported).isEqualTo(everThere);
        assertThat(reported)
                .containsAll(find(scenario.plan(), scenario.inOrder()).stream()
                        .map(CompletedSequence::events)
                        .toList());
    }

    private static List<CompletedSequence<String>> find(SequencePlan plan, List<Candidate<String>> events) {
        return SequenceMachine.run(plan, events, Long.MAX_VALUE);
    }
}
