package org.esdetect.es.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.esdetect.es.run.EventWindows.Window;

/**
 * What is new for a rule.
 *
 * @param candidates how many of the events to judge each positive condition's query finds, in the order of
 *     {@code Steps.positiveConditions}; one number for a single-event rule
 * @param times when the events to judge happened, the rule's candidates among them; empty when that is not known
 */
public record Counted(List<Long> candidates, Optional<Window> times) implements Writeable {

    /** Whether no event to judge can satisfy the rule. */
    public boolean isNothing() {
        return candidates.stream().allMatch(count -> count == 0);
    }

    /** Of all conditions; an event that several find is counted for each. */
    long sum() {
        return candidates.stream().mapToLong(Long::longValue).sum();
    }

    public static Counted read(StreamInput in) throws IOException {
        List<Long> candidates = in.readCollectionAsList(StreamInput::readVLong);
        return new Counted(
                candidates,
                in.readBoolean() ? Optional.of(new Window(in.readLong(), in.readLong())) : Optional.empty());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeCollection(candidates, StreamOutput::writeVLong);
        out.writeBoolean(times.isPresent());
        if (times.isPresent()) {
            out.writeLong(times.get().fromMillis());
            out.writeLong(times.get().toMillis());
        }
    }
}
