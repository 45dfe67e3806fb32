package org.esdetect.es.ingest;

import java.util.function.Supplier;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.Index;
import org.jspecify.annotations.Nullable;

/** The name that rules know an index by: its data stream, or its own when it is in none. Any thread. */
public final class TargetNames {
    private final Supplier<Metadata> metadata;

    /** @param metadata the newest applied cluster state's */
    public TargetNames(Supplier<Metadata> metadata) {
        this.metadata = metadata;
    }

    /**
     * Resolves what a write may name: a data stream, a backing index, an alias (to what it writes to) or an index. A
     * name that the cluster does not know, such as a data stream that this write is about to create, stays as it is.
     */
    public String of(String name) {
        Metadata known = metadata.get();
        IndexAbstraction found = known.getIndicesLookup().get(name);
        if (found != null && found.getType() == IndexAbstraction.Type.ALIAS) {
            found = writeIndex(known, found);
        }
        if (found == null) {
            return name;
        }
        DataStream stream = found.getParentDataStream();
        return stream == null ? found.getName() : stream.getName();
    }

    private static @Nullable IndexAbstraction writeIndex(Metadata known, IndexAbstraction alias) {
        Index written = alias.getWriteIndex();
        return written == null ? null : known.getIndicesLookup().get(written.getName());
    }
}
