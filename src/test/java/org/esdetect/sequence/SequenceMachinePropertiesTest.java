package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.esdetect.sequence.ReferenceSequences.Found;

class SequenceMachinePropertiesTest {
    private static final long END = Long.MAX_VALUE;

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Provide
    Arbitrary<Scenario> scenariosWithMissingSteps() {
        return Scenario.withMissingSteps();
    }

    @Provide
    Arbitrary<Scenario> scenariosWithMaxSpan() {
        return Scenario.withMaxSpan();
    }

    @Property(tries = 10_000)
    void run_anyEvents_findsWhatTheReferenceFinds(@ForAll("scenarios") Scenario scenario) {
        List<CompletedSequence<String>> found = SequenceMachine.run(scenario.plan(), scenario.inOrder(), END);
        assertThat(found).isEqualTo(completed(reference(scenario)));
        Statistics.label("sequences found").collect(Math.min(found.size(), 3)).coverage(counts -> IntStream.rangeClosed(
                        0, 3)
                .forEach(count -> counts.check(count).percentage(share -> share > 5)));
    }

    /** The property above is worth something only if missing steps strike out many sequences and leave many. */
    @Property(tries = 3_000)
    void run_missingSteps_strikeOutAndLeaveSequences(@ForAll("scenariosWithMissingSteps") Scenario scenario) {
        List<CompletedSequence<String>> found = SequenceMachine.run(scenario.plan(), scenario.inOrder(), END);
        assertThat(found).isEqualTo(completed(reference(scenario)));
        List<Candidate<String>> wanted = scenario.inOrder().stream()
                .map(candidate -> withoutMissing(candidate, scenario.plan()))
                .toList();
        List<CompletedSequence<String>> positive = SequenceMachine.run(scenario.plan(), wanted, END);
        assertThat(positive).containsAll(found);
        Statistics.label("left of the positive sequences")
                .collect(
                        positive.isEmpty()
                                ? "none began"
                                : found.isEmpty() ? "none" : found.equals(positive) ? "all" : "some")
                .coverage(counts -> Stream.of("none began", "none", "all", "some")
                        .forEach(left -> counts.check(left).percentage(share -> share > 5)));
    }

    private static Candidate<String> withoutMissing(Candidate<String> candidate, SequencePlan plan) {
        BitSet steps = (BitSet) candidate.steps().clone();
        steps.stream().filter(step -> plan.steps().get(step).missing()).forEach(steps::clear);
        return new Candidate<>(candidate.reference(), candidate.event(), candidate.ordinal(), steps, candidate.until());
    }

    @Property(tries = 3_000)
    void run_anyWatermark_givesWhatIsDecidedByThen(
            @ForAll("scenarios") Scenario scenario, @ForAll @LongRange(min = 990, max = 1060) long watermarkMillis) {
        assertThat(SequenceMachine.run(scenario.plan(), scenario.inOrder(), watermarkMillis))
                .isEqualTo(completed(reference(scenario).stream()
                        .filter(found -> found.decidedMillis() <= watermarkMillis)
                        .toList()));
    }

    /** Drained at every event and swept at every chance, a machine gives the same, each sequence when it is decided. */
    @Property(tries = 2_000)
    void drain_atEveryEvent_givesEachSequenceOnceAndWhenItIsDecided(@ForAll("scenarios") Scenario scenario) {
        SequenceMachine<String> machine = new SequenceMachine<>(scenario.plan(), SequenceLimits.DEFAULT, 0);
        List<Found<String>> reference = reference(scenario);
        List<CompletedSequence<String>> given = new ArrayList<>();
        for (Candidate<String> candidate : scenario.inOrder()) {
            // Nothing before this event's time is to come.
            long knownMillis = candidate.ordinal().timeMillis() - 1;
            given.addAll(machine.drain(knownMillis));
            assertThat(given)
                    .containsExactlyInAnyOrderElementsOf(completed(reference.stream()
                            .filter(found -> found.last().compareTo(candidate.ordinal()) < 0)
                            .filter(found -> found.decidedMillis() <= knownMillis)
                            .toList()));
            machine.accept(candidate);
        }
        given.addAll(machine.drain(END));
        assertThat(given).containsExactlyInAnyOrderElementsOf(completed(reference));
        assertThat(machine.drain(END)).isEmpty();
    }

    /**
     * Why history may be cut anywhere. Claim: let C be any time. For a plan whose first step is not missing, the
     * machine that is given only the candidates at or after C finds exactly those sequences that begin at or after C.
     * (Of two pending sequences of one key the one further on began earlier, so one that began before C never takes the
     * place of one that began after it.) A leading missing step looks back beyond the beginning; see the next claim.
     */
    @Property(tries = 3_000)
    void run_onlyCandidatesSinceAnyTime_findsWhatBeginsSince(
            @ForAll("scenarios") Scenario scenario, @ForAll @LongRange(min = 995, max = 1060) long since) {
        Assume.that(!scenario.plan().steps().get(0).missing());
        assertThat(SequenceMachine.run(scenario.plan(), scenario.since(since), END))
                .isEqualTo(SequenceMachine.run(scenario.plan(), scenario.inOrder(), END).stream()
                        .filter(sequence -> sequence.first().timeMillis() >= since)
                        .toList());
    }

    /**
     * What a scheduled run rests on. Claim: let T be any time. The sequences whose last event is at or after T, which
     * are all that contain such an event, come out the same, verdicts of missing steps included, whether the machine is
     * given all candidates or only those at or after T - maxspan.
     */
    @Property(tries = 3_000)
    void run_onlyCandidatesSinceMaxSpanBeforeT_findsEverySequenceThatReachesT(
            @ForAll("scenariosWithMaxSpan") Scenario scenario, @ForAll @LongRange(min = 995, max = 1060) long time) {
        long since = time - scenario.plan().maxSpanMillis().orElseThrow();
        List<CompletedSequence<String>> ofAll = SequenceMachine.run(scenario.plan(), scenario.inOrder(), END);
        List<CompletedSequence<String>> ofSome = SequenceMachine.run(scenario.plan(), scenario.since(since), END);
        assertThat(reaching(time, ofSome)).isEqualTo(reaching(time, ofAll));
    }

    /**
     * The same for sequences that wait for a verdict. Claim: let W be the watermark of the run before and V that of
     * this one. With missing steps, a new machine that is given only the candidates at or after W - maxspan, and whose
     * {@code drain(W)} is thrown away, drains at V exactly what a machine that has seen everything, and has been
     * drained at W, drains at V.
     */
    @Property(tries = 3_000)
    void drain_onlyCandidatesSinceMaxSpanBeforeTheLastWatermark_givesEveryVerdictThatWasOpen(
            @ForAll("scenariosWithMissingSteps") Scenario scenario,
            @ForAll @LongRange(min = 995, max = 1060) long before,
            @ForAll @LongRange(min = 0, max = 30) long further) {
        long since = before - scenario.plan().maxSpanMillis().orElseThrow();
        assertThat(drainedBetween(scenario.plan(), scenario.since(since), before, before + further))
                .isEqualTo(drainedBetween(scenario.plan(), scenario.inOrder(), before, before + further));
    }

    @Property(tries = 2_000)
    void pending_afterMaxSpan_isNothing(@ForAll("scenariosWithMaxSpan") Scenario scenario) {
        SequenceMachine<String> machine = new SequenceMachine<>(scenario.plan(), SequenceLimits.DEFAULT);
        scenario.inOrder().forEach(machine::accept);
        machine.drain(END);
        machine.accept(new Candidate<>(
                "later", path -> List.of(), new Ordinal(5_000, 0, null, "index", "later"), new BitSet(), false));
        assertThat(machine.pending()).isZero();
    }

    private static List<CompletedSequence<String>> drainedBetween(
            SequencePlan plan, List<Candidate<String>> candidates, long before, long after) {
        SequenceMachine<String> machine = new SequenceMachine<>(plan, SequenceLimits.DEFAULT);
        candidates.forEach(machine::accept);
        machine.drain(before);
        return machine.drain(after);
    }

    private static List<CompletedSequence<String>> reaching(long timeMillis, List<CompletedSequence<String>> found) {
        return found.stream()
                .filter(sequence -> sequence.last().timeMillis() >= timeMillis)
                .toList();
    }

    private static List<Found<String>> reference(Scenario scenario) {
        return new ReferenceSequences<>(scenario.plan(), scenario.inOrder()).all();
    }

    private static List<CompletedSequence<String>> completed(List<Found<String>> found) {
        return found.stream().map(Found::completed).toList();
    }
}
