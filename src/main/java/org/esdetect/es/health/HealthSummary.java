package org.esdetect.es.health;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;

/**
 * What the elected master found out at its last collection.
 *
 * @param ageMillis how old it was when it was sent: clocks of nodes are not compared
 * @param nodes that were asked
 * @param answered of them
 */
public record HealthSummary(long ageMillis, int nodes, int answered, List<Trouble> troubles) implements Writeable {
    public HealthSummary {
        troubles = List.copyOf(troubles);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static HealthSummary read(StreamInput in) throws IOException {
        return new HealthSummary(in.readVLong(), in.readVInt(), in.readVInt(), in.readCollectionAsList(Trouble::read));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeVLong(ageMillis);
        out.writeVInt(nodes);
        out.writeVInt(answered);
        out.writeCollection(troubles);
    }

    HealthSummary aged(long moreMillis) {
        return new HealthSummary(ageMillis + Math.max(0, moreMillis), nodes, answered, troubles);
    }
}
