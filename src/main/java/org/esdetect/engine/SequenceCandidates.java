package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.SequenceMachine;

/**
 * The events, in any order, that satisfy a step of one sequence; of each only its place and its join keys are kept. An
 * event without a time takes no part.
 */
public final class SequenceCandidates {
    private final Steps steps;
    private final EventOrder order;
    private final StepJudge judge;
    private final long nowMillis;
    private final List<String> keyFields;
    private final List<Candidate<Integer>> candidates = new ArrayList<>();

    /** Of a query, which has no exceptions. */
    public SequenceCandidates(Plan.OfSequence plan, Rule.FieldNames fields) {
        this(plan, fields, RuleExceptions.NONE, 0);
    }

    /** @param nowMillis for events that do not tell when they arrived */
    public SequenceCandidates(Plan.OfSequence plan, Rule.FieldNames fields, RuleExceptions exceptions, long nowMillis) {
        this.steps = new Steps(plan);
        this.order = new EventOrder(fields);
        this.judge = new StepJudge(steps, exceptions);
        this.nowMillis = nowMillis;
        this.keyFields = steps.keyFields();
    }

    /** @param position comes back as the event's reference */
    public void accept(Event event, int position) {
        StepJudge.Service service = judge.judge(event, nowMillis);
        if (service.isNone()) {
            return;
        }
        order.ordinal(event, position)
                .ifPresent(ordinal -> candidates.add(new Candidate<>(
                        position, KeyValues.of(event, keyFields), ordinal, service.steps(), service.until())));
    }

    /**
     * The sequences in all that was accepted, nothing else being to come: of each the positions of its events.
     *
     * @throws org.esdetect.sequence.SequenceLimitExceededException if that needs more memory than a run may use
     */
    List<List<Integer>> sequences() {
        return completed().stream().map(CompletedSequence::events).toList();
    }

    /** As {@link #sequences}, with their join keys. */
    public List<CompletedSequence<Integer>> completed() {
        return SequenceMachine.run(steps.sequence(), inOrder(), Long.MAX_VALUE);
    }

    /** What was accepted and satisfies a step or the until, in the order in which the sequence sees it. */
    public List<Candidate<Integer>> inOrder() {
        List<Candidate<Integer>> inOrder = new ArrayList<>(candidates);
        inOrder.sort(Comparator.comparing(Candidate::ordinal));
        return inOrder;
    }
}
