package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.index.Index;
import org.esdetect.es.DetectNames;

/**
 * The data streams and indices that somebody named.
 *
 * @param byName name to its indices; of a data stream those behind it, the newest last
 */
record Targets(Map<String, List<IndexMetadata>> byName) {
    /** @throws IllegalArgumentException when nothing is named */
    static Targets resolve(List<String> patterns, ClusterState state, IndexNameExpressionResolver resolver) {
        Map<String, List<IndexMetadata>> byName = new TreeMap<>();
        for (Index index : resolver.concreteIndices(
                state, IndicesOptions.lenientExpandOpen(), true, patterns.toArray(String[]::new))) {
            IndexMetadata metadata = state.metadata().getIndexSafe(index);
            if (!metadata.isSystem() && !isOwn(index.getName())) {
                byName.computeIfAbsent(target(index, state), unseen -> new ArrayList<>())
                        .add(metadata);
            }
        }
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("no index or data stream matches " + patterns
                    + "; name those that events are written to, for example [logs-endpoint.events.*]");
        }
        return new Targets(byName);
    }

    private static boolean isOwn(String index) {
        return index.startsWith(DetectNames.SIGNALS + "-")
                || index.startsWith(DetectNames.RUN_LOG)
                || index.startsWith(DetectNames.SUPPRESSED);
    }

    private static String target(Index index, ClusterState state) {
        IndexAbstraction found = state.metadata().getIndicesLookup().get(index.getName());
        DataStream stream = found == null ? null : found.getParentDataStream();
        return stream == null ? index.getName() : stream.getName();
    }

    static List<String> names(List<IndexMetadata> indices) {
        return indices.stream().map(index -> index.getIndex().getName()).toList();
    }
}
