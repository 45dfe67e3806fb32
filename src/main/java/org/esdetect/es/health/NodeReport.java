package org.esdetect.es.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;

/**
 * What is wrong on one node.
 *
 * @param findings at most {@value #MAX_NAMED} of a symptom
 * @param counts how many there are of each symptom, shown or not
 */
public record NodeReport(List<Finding> findings, Map<Symptom, Integer> counts) implements Writeable {
    static final int MAX_NAMED = 50;

    public NodeReport {
        findings = List.copyOf(findings);
        counts = Map.copyOf(counts);
    }

    /** What {@code sources} find. */
    public static NodeReport of(Collection<? extends HealthSource> sources, long nowMillis) {
        List<Finding> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.findings(nowMillis)));
        return of(all);
    }

    static NodeReport of(List<Finding> all) {
        Map<Symptom, Integer> counts = new EnumMap<>(Symptom.class);
        List<Finding> named = new ArrayList<>();
        for (Finding finding : all) {
            if (counts.merge(finding.symptom(), 1, Integer::sum) <= MAX_NAMED) {
                named.add(finding);
            }
        }
        return new NodeReport(named, counts);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static NodeReport read(StreamInput in) throws IOException {
        return new NodeReport(
                in.readCollectionAsList(Finding::read),
                in.readMap(stream -> stream.readEnum(Symptom.class), StreamInput::readVInt));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeCollection(findings);
        out.writeMap(counts, StreamOutput::writeEnum, StreamOutput::writeVInt);
    }
}
