package org.esdetect.es.run;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.xcontent.ToXContent;
import org.elasticsearch.xcontent.XContentBuilder;

/**
 * How far a run is: {@code status} of its task in {@code GET _tasks?detailed}.
 *
 * @param scope what is looked at, for people
 * @param candidates events that were read
 * @param alerts that were handed over to be written
 * @param phaseMillis how long each phase took so far
 */
public record RunStatus(
        String ruleId,
        String scope,
        String phase,
        long searches,
        long pages,
        long candidates,
        long alerts,
        Map<String, Long> phaseMillis)
        implements Task.Status {
    /** On the wire. */
    public static final String NAME = "detect_run";

    public static RunStatus read(StreamInput in) throws IOException {
        return new RunStatus(
                in.readString(),
                in.readString(),
                in.readString(),
                in.readVLong(),
                in.readVLong(),
                in.readVLong(),
                in.readVLong(),
                RunWire.readCounts(in));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeString(ruleId);
        out.writeString(scope);
        out.writeString(phase);
        out.writeVLong(searches);
        out.writeVLong(pages);
        out.writeVLong(candidates);
        out.writeVLong(alerts);
        RunWire.writeCounts(out, phaseMillis);
    }

    @Override
    public String getWriteableName() {
        return NAME;
    }

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, ToXContent.Params params) throws IOException {
        return builder.startObject()
                .field("rule_id", ruleId)
                .field("scope", scope)
                .field("phase", phase)
                .field("searches", searches)
                .field("pages", pages)
                .field("candidates", candidates)
                .field("alerts", alerts)
                .field("phase_ms", phaseMillis)
                .endObject();
    }
}
