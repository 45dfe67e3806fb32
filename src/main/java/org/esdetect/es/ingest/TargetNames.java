package org.esdetect.es.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.MappingMetadata;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.Index;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster knows of the index that a write names: the name by which rules know it, which is its data stream's,
 * or its own when it is in none; and whether it takes a tag. Any thread.
 */
public final class TargetNames {
    private static final int REMEMBERED = 1_000;

    private final Supplier<Metadata> metadata;
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    /** By {@code mapping}, which is replaced as a whole when anything in it changes, and what limits its fields. */
    private record Verdict(@Nullable MappingMetadata mapping, long settingsVersion, boolean refused) {
        @SuppressWarnings("ReferenceEquality")
        private boolean isOf(IndexMetadata index) {
            return mapping == index.mapping() && settingsVersion == index.getSettingsVersion();
        }
    }

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

    /**
     * Whether the document would be refused for the sake of its tag. Then it must go without one: {@link TagMapping}
     * has such an index judged on schedule, and an event that is lost cannot be judged at all. Asked of those documents
     * only that are to get a tag. An index that is about to be made takes it, as far as can be known.
     */
    boolean refuseTag(String name) {
        Metadata known = metadata.get();
        IndexAbstraction found = known.getIndicesLookup().get(name);
        Index written = found == null ? null : found.getWriteIndex();
        if (written == null) {
            return false;
        }
        IndexMetadata index = known.getIndexSafe(written);
        Verdict verdict = verdicts.get(written.getName());
        if (verdict == null || !verdict.isOf(index)) {
            if (verdicts.size() >= REMEMBERED) {
                verdicts.clear();
            }
            verdict = new Verdict(index.mapping(), index.getSettingsVersion(), TagMapping.refuses(index));
            verdicts.put(written.getName(), verdict);
        }
        return verdict.refused();
    }

    private static @Nullable IndexAbstraction writeIndex(Metadata known, IndexAbstraction alias) {
        Index written = alias.getWriteIndex();
        return written == null ? null : known.getIndicesLookup().get(written.getName());
    }
}
