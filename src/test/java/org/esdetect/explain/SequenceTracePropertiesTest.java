package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.esdetect.explain.Attempt.Fate;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.Scenario;
import org.esdetect.sequence.SequenceMachine;

class SequenceTracePropertiesTest {
    /** What the trace calls complete is what the machine finds: a miss is never explained for what was a hit. */
    @Property(tries = 10_000)
    void of_anySequence_completesWhatTheMachineCompletes(@ForAll("scenarios") Scenario scenario) {
        List<String> machine = SequenceMachine.run(scenario.plan(), scenario.inOrder(), Long.MAX_VALUE).stream()
                .map(found -> found.joinKeys() + " " + found.events())
                .sorted()
                .toList();
        List<String> trace = SequenceTrace.of(scenario.plan(), scenario.inOrder()).stream()
                .filter(attempt -> attempt.fate() == Fate.COMPLETE)
                .map(attempt -> attempt.key + " "
                        + attempt.events.stream().map(Candidate::reference).toList())
                .sorted()
                .toList();
        assertThat(trace).isEqualTo(machine);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }
}
