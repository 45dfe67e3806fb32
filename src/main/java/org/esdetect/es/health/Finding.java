package org.esdetect.es.health;

import java.io.IOException;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;

/**
 * One thing that is wrong, as the part of the plugin that saw it says.
 *
 * @param subject the rule id, index or file that it is about; empty when it is about the node or the whole
 * @param message what happened; may be empty
 */
public record Finding(Symptom symptom, String subject, String message) implements Writeable {
    private static final int MAX_MESSAGE = 500;

    public Finding {
        message = Strings.cleanTruncate(message, MAX_MESSAGE);
    }

    /** About the node or the whole. */
    public static Finding of(Symptom symptom, String message) {
        return new Finding(symptom, "", message);
    }

    static Finding read(StreamInput in) throws IOException {
        return new Finding(in.readEnum(Symptom.class), in.readString(), in.readString());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeEnum(symptom);
        out.writeString(subject);
        out.writeString(message);
    }
}
