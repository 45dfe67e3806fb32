package org.esdetect.es.schedule;

import java.io.IOException;
import org.elasticsearch.TransportVersion;
import org.elasticsearch.TransportVersions;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.persistent.PersistentTaskParams;
import org.elasticsearch.xcontent.ObjectParser;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;
import org.esdetect.es.DetectNames;

/** The persistent task needs to be told nothing. */
record DetectTaskParams() implements PersistentTaskParams {
    private static final ObjectParser<DetectTaskParams, Void> PARSER =
            new ObjectParser<>(DetectNames.TASK, true, DetectTaskParams::new);

    /** From the wire. */
    public static DetectTaskParams read(StreamInput in) {
        return new DetectTaskParams();
    }

    public static DetectTaskParams fromXContent(XContentParser parser) {
        return PARSER.apply(parser, null);
    }

    @Override
    public String getWriteableName() {
        return DetectNames.TASK;
    }

    @Override
    public TransportVersion getMinimalSupportedVersion() {
        return TransportVersions.V_8_0_0;
    }

    @Override
    public void writeTo(StreamOutput out) {}

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
        return builder.startObject().endObject();
    }
}
