package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.event.Event;
import org.esdetect.sequence.SequencePlan.JoinKey;

/** A step of a sequence with what is needed to explain it. */
record PlannedStep(SequenceStep step, List<JoinKey> keys, Outline outline) {

    /** The same step as run {@code run}. */
    PlannedStep again(int run) {
        SequenceStep next = new SequenceStep(
                step.number() + run - 1,
                run,
                step.runs(),
                step.text(),
                step.place(),
                step.missing(),
                step.until(),
                step.keys());
        return new PlannedStep(next, keys, outline);
    }

    StepReading read(Event event) {
        List<Reading.FieldValues> values = new ArrayList<>();
        for (JoinKey key : keys) {
            values.add(new Reading.FieldValues(key.field(), Sample.of(event.values(key.field()))));
        }
        return new StepReading(step, values, missingKeys(event).isEmpty(), outline.explain(event));
    }

    /** The fields without which {@code event} cannot be joined here. */
    List<String> missingKeys(Event event) {
        return keys.stream()
                .filter(key -> !key.optional() && event.values(key.field()).isEmpty())
                .map(JoinKey::field)
                .toList();
    }

    /** The positions of the events that satisfy the step, joined or not. */
    List<Integer> satisfiedBy(List<? extends Event> events) {
        CompiledCondition condition = CompiledCondition.compile(outline.condition());
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < events.size(); position++) {
            if (condition.matches(events.get(position))) {
                positions.add(position);
            }
        }
        return positions;
    }
}
