package org.esdetect.es.hand;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.xcontent.ToXContent;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.run.RunStatus;

/**
 * How far a run by hand, or a preview, is.
 *
 * @param slices stretches of the window, of all rules
 * @param running the runs that are under way
 */
public record HandRunStatus(int rules, int rulesDone, int slices, int slicesDone, List<RunStatus> running)
        implements Task.Status {
    /** On the wire. */
    public static final String NAME = "detect_hand_run";

    public static HandRunStatus read(StreamInput in) throws IOException {
        return new HandRunStatus(
                in.readVInt(), in.readVInt(), in.readVInt(), in.readVInt(), in.readCollectionAsList(RunStatus::read));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeVInt(rules);
        out.writeVInt(rulesDone);
        out.writeVInt(slices);
        out.writeVInt(slicesDone);
        out.writeCollection(running);
    }

    @Override
    public String getWriteableName() {
        return NAME;
    }

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, ToXContent.Params params) throws IOException {
        return builder.startObject()
                .field("rules", rules)
                .field("rules_done", rulesDone)
                .field("slices", slices)
                .field("slices_done", slicesDone)
                .xContentList("running", running)
                .endObject();
    }
}
