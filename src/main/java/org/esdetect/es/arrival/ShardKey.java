package org.esdetect.es.arrival;

import java.io.IOException;
import java.util.Comparator;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.index.shard.ShardId;

/**
 * A shard, whatever its index is called: an index that was deleted and made again is another one.
 *
 * @param indexUuid the index's UUID
 * @param shard its number, from 0
 */
public record ShardKey(String indexUuid, int shard) implements Comparable<ShardKey>, Writeable {
    private static final Comparator<ShardKey> ORDER =
            Comparator.comparing(ShardKey::indexUuid).thenComparingInt(ShardKey::shard);

    public static ShardKey of(ShardId shard) {
        return new ShardKey(shard.getIndex().getUUID(), shard.id());
    }

    static ShardKey read(StreamInput in) throws IOException {
        return new ShardKey(in.readString(), in.readVInt());
    }

    /** Reads {@code uuid/shard}, the form of {@link #toString}. */
    static ShardKey parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("[" + text + "] is not a shard, expected [uuid/number]");
        }
        return new ShardKey(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeString(indexUuid);
        out.writeVInt(shard);
    }

    @Override
    public int compareTo(ShardKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return indexUuid + "/" + shard;
    }
}
