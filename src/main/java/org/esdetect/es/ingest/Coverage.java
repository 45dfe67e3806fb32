package org.esdetect.es.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.Index;
import org.elasticsearch.index.IndexSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which indices have their documents judged on the way in, as one cluster state says it. What is not covered must be
 * judged by a scheduled run, so doubt counts against coverage: two verdicts are one alert, none is a hole.
 *
 * <p>Immutable but for what it remembers of pipelines; any thread.
 */
public final class Coverage {

    /** How sure it is that a document passes the processor. */
    public enum Kind {
        /** Every document does: the final pipeline holds it. */
        FINAL,
        /**
         * Documents do unless something takes them past it: a writer that names another pipeline than the default one,
         * or a processor before it that fails and whose pipeline goes on in its {@code on_failure}.
         */
        DEFAULT_ONLY,
        /** None is certain to, or inline detection is switched off. */
        NONE
    }

    private final Metadata metadata;
    private final boolean enabled;
    private final PipelineCoverage pipelines;
    private final Map<String, Kind> known = new ConcurrentHashMap<>();

    private Coverage(Metadata metadata) {
        this.metadata = metadata;
        this.enabled = IngestSettings.INLINE_ENABLED.get(metadata.settings());
        this.pipelines = PipelineCoverage.of(metadata);
    }

    public static Coverage of(ClusterState state) {
        return new Coverage(state.metadata());
    }

    /**
     * @param name an index, a backing index, a data stream or an alias; the latter two stand for the index that they
     *     write to. {@link Kind#NONE} when there is no such thing
     */
    public Kind coverage(String name) {
        IndexAbstraction found = enabled ? metadata.getIndicesLookup().get(name) : null;
        Index written = found == null ? null : found.getWriteIndex();
        if (written == null) {
            return Kind.NONE;
        }
        return known.computeIfAbsent(
                written.getName(), ignored -> of(metadata.getIndexSafe(written).getSettings()));
    }

    /** The same of one index, whether inline detection is switched on or not. */
    public Kind pipelines(String index) {
        return of(metadata.index(index).getSettings());
    }

    /** Whether this is still what {@code state} says. */
    boolean isOf(ClusterState state) {
        return metadata == state.metadata();
    }

    private Kind of(Settings settings) {
        PipelineCoverage.Reach last = reach(IndexSettings.FINAL_PIPELINE.get(settings));
        if (last == PipelineCoverage.Reach.FIRST || last == PipelineCoverage.Reach.AFTER_OTHERS) {
            return Kind.FINAL;
        }
        PipelineCoverage.Reach first = reach(IndexSettings.DEFAULT_PIPELINE.get(settings));
        boolean none = first == PipelineCoverage.Reach.NEVER && last == PipelineCoverage.Reach.NEVER;
        return none ? Kind.NONE : Kind.DEFAULT_ONLY;
    }

    private PipelineCoverage.Reach reach(@Nullable String pipeline) {
        return pipeline == null ? PipelineCoverage.Reach.NEVER : pipelines.reach(pipeline);
    }
}
