package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.esdetect.engine.SequenceCandidates;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.explain.SequenceExplanation.Found;
import org.esdetect.explain.SequenceExplanation.StepEvents;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.text.SourceText;

/** Explains a sequence: what one event is to its steps, and what it makes of many. */
public final class SequenceExplainer implements Explainer {
    private final Plan.OfSequence plan;
    private final Rule.FieldNames fields;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Supplier<SequenceCandidates> finders;

    /** @param finders what finds sequences: a new one for each explanation */
    SequenceExplainer(
            SourceText source,
            Query.SequenceQuery query,
            Plan.OfSequence plan,
            Rule.FieldNames fields,
            Supplier<SequenceCandidates> finders) {
        this.plan = plan;
        this.fields = fields;
        this.finders = finders;
        for (Step step : query.steps()) {
            PlannedStep first = step(source, step);
            for (int run = 1; run <= step.repetitions(); run++) {
                steps.add(first.again(run));
            }
        }
        query.until().ifPresent(until -> steps.add(until(source, until)));
    }

    private SequenceExplainer(SequenceExplainer other, Supplier<SequenceCandidates> finders) {
        this.plan = other.plan;
        this.fields = other.fields;
        this.steps.addAll(other.steps);
        this.finders = finders;
    }

    SequenceExplainer finding(Supplier<SequenceCandidates> others) {
        return new SequenceExplainer(this, others);
    }

    private PlannedStep step(SourceText source, Step step) {
        int index = steps.size();
        List<JoinKey> keys = plan.sequence().steps().get(index).keys();
        Outline outline = Outline.of(source, step.filter(), plan.conditions().get(index), fields.category());
        SequenceStep shown = new SequenceStep(
                index + 1,
                1,
                (int) step.repetitions(),
                text(step.filter()),
                Place.of(source, step.span()),
                step.missing(),
                false,
                names(keys));
        return new PlannedStep(shown, keys, outline);
    }

    private PlannedStep until(SourceText source, Step until) {
        List<JoinKey> keys = plan.sequence().until().orElseThrow();
        Outline outline = Outline.of(source, until.filter(), plan.until().orElseThrow(), fields.category());
        Place place = Place.of(source, until.span());
        SequenceStep shown =
                new SequenceStep(steps.size() + 1, 1, 1, text(until.filter()), place, false, true, names(keys));
        return new PlannedStep(shown, keys, outline);
    }

    private static String text(EventFilter filter) {
        String category = filter.category().name().orElse("any");
        return "[" + category + " where " + ClauseText.print(filter.condition()) + "]";
    }

    private static List<String> names(List<JoinKey> keys) {
        return keys.stream().map(JoinKey::field).toList();
    }

    /** What {@code event} is to each step as written, the until last. */
    public List<StepReading> explain(Event event) {
        return steps.stream()
                .filter(step -> step.step().isFirstRun())
                .map(step -> step.read(event))
                .toList();
    }

    /**
     * What the sequence makes of {@code events}, which may come in any order.
     *
     * @param names what an event is called in messages, by its position from 0
     * @throws org.esdetect.sequence.SequenceLimitExceededException if that needs more memory than a run may use
     */
    public SequenceExplanation explain(List<? extends Event> events, IntFunction<String> names) {
        SequenceCandidates candidates = finders.get();
        for (int position = 0; position < events.size(); position++) {
            candidates.accept(events.get(position), position);
        }
        List<Found> found = new ArrayList<>();
        for (CompletedSequence<Integer> completed : candidates.completed()) {
            found.add(new Found(completed.events(), completed.joinKeys()));
        }
        List<List<Integer>> satisfied = satisfied(events);
        Optional<SequenceExplanation.Miss> miss = found.isEmpty()
                ? Optional.of(new NearestMiss(plan.sequence(), steps, satisfied, events, names, fields.timestamp())
                        .find(candidates.inOrder()))
                : Optional.empty();
        List<StepEvents> shown = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).step().isFirstRun()) {
                shown.add(new StepEvents(steps.get(i).step(), Sample.of(satisfied.get(i))));
            }
        }
        return new SequenceExplanation(shown, found, miss);
    }

    /** For each step the positions of the events that satisfy it; the runs of one step share theirs. */
    private List<List<Integer>> satisfied(List<? extends Event> events) {
        List<List<Integer>> satisfied = new ArrayList<>();
        for (PlannedStep step : steps) {
            satisfied.add(step.step().isFirstRun() ? step.satisfiedBy(events) : satisfied.get(satisfied.size() - 1));
        }
        return satisfied;
    }
}
