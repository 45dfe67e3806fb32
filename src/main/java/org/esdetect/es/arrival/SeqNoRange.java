package org.esdetect.es.arrival;

import java.io.IOException;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;

/**
 * The operations of a shard after one and up to another.
 *
 * @param after the last sequence number that is not in it, -1 for none
 * @param upTo the last that is in it
 */
public record SeqNoRange(long after, long upTo) implements Writeable {
    /** Before the first operation. */
    public static final long BEFORE_ALL = -1;

    static SeqNoRange read(StreamInput in) throws IOException {
        return new SeqNoRange(in.readZLong(), in.readZLong());
    }

    public boolean isEmpty() {
        return upTo <= after;
    }

    /** How many operations, updates and deletes included. */
    public long operations() {
        return Math.max(0, upTo - after);
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeZLong(after);
        out.writeZLong(upTo);
    }
}
