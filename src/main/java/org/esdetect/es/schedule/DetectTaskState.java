package org.esdetect.es.schedule;

import java.io.IOException;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.persistent.PersistentTaskState;
import org.elasticsearch.xcontent.ObjectParser;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;
import org.esdetect.es.DetectNames;

/** Empty: each change of it would be a change of the cluster state. What must be remembered is in the state store. */
record DetectTaskState() implements PersistentTaskState {
    private static final ObjectParser<DetectTaskState, Void> PARSER =
            new ObjectParser<>(DetectNames.TASK, true, DetectTaskState::new);

    /** From the wire. */
    public static DetectTaskState read(StreamInput in) {
        return new DetectTaskState();
    }

    public static DetectTaskState fromXContent(XContentParser parser) {
        return PARSER.apply(parser, null);
    }

    @Override
    public String getWriteableName() {
        return DetectNames.TASK;
    }

    @Override
    public void writeTo(StreamOutput out) {}

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
        return builder.startObject().endObject();
    }
}
