package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.action.IndicesRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.index.Index;
import org.esdetect.engine.IndexPatterns;

/**
 * The open indices that a rule's patterns name at one moment. Data streams and aliases stand for the indices behind
 * them; a name that does not exist names nothing; a leading {@code -} takes out again what stands before it. System
 * indices are never among them.
 *
 * @param byName the indices, backing indices of data streams among them
 * @param indirect those that the patterns reach by an alias or as a backing index: while a document is ingested only
 *     its data stream or index is known, so these are never judged inline by this rule
 * @param remote the patterns that name other clusters, whose shards have no cursor here: they are not searched
 */
public record RuleIndices(SortedMap<String, Index> byName, Set<String> indirect, List<String> remote) {
    private static final IndicesOptions OPEN = IndicesOptions.lenientExpandOpen();

    public static RuleIndices resolve(List<String> patterns, ClusterState state, IndexNameExpressionResolver resolver) {
        TreeMap<String, Index> indices = new TreeMap<>();
        List<String> remote = new ArrayList<>();
        for (String pattern : patterns) {
            boolean excludes = pattern.startsWith("-");
            String name = excludes ? pattern.substring(1) : pattern;
            if (isRemote(name)) {
                remote.add(pattern);
                continue;
            }
            for (IndexMetadata index : named(name, state, resolver)) {
                if (excludes) {
                    indices.remove(index.getIndex().getName());
                } else if (index.getState() == IndexMetadata.State.OPEN) {
                    indices.put(index.getIndex().getName(), index.getIndex());
                }
            }
        }
        TreeSet<String> indirect = new TreeSet<>();
        for (String name : indices.keySet()) {
            if (!IndexPatterns.matches(patterns, target(name, state))) {
                indirect.add(name);
            }
        }
        return new RuleIndices(indices, indirect, List.copyOf(remote));
    }

    /**
     * Without system indices: there are no events in them. The resolver would refuse them by throwing or not, as the
     * calling thread is somebody's or the system's, and so one rule that names one would fail all that are run with it.
     */
    private static List<IndexMetadata> named(String name, ClusterState state, IndexNameExpressionResolver resolver) {
        IndicesRequest request = new SearchRequest(name).indicesOptions(OPEN);
        return Arrays.stream(resolver.concreteIndexNamesWithSystemIndexAccess(state, request))
                .map(state.metadata()::index)
                .filter(index -> !index.isSystem())
                .toList();
    }

    /** {@code cluster:name}; neither date math in angle brackets nor a selector such as {@code name::data}. */
    private static boolean isRemote(String name) {
        int colon = name.indexOf(':');
        return colon > 0 && name.charAt(0) != '<' && !name.startsWith("::", colon);
    }

    /** What an event of {@code index} is known by on every path: the data stream, or the index when there is none. */
    public static String target(String index, ClusterState state) {
        IndexAbstraction found = state.metadata().getIndicesLookup().get(index);
        DataStream stream = found == null ? null : found.getParentDataStream();
        return stream == null ? index : stream.getName();
    }

    /** The UUIDs of all indices: what a cursor may know. */
    public static Set<String> existing(ClusterState state) {
        TreeSet<String> uuids = new TreeSet<>();
        for (IndexMetadata index : state.metadata()) {
            uuids.add(index.getIndexUUID());
        }
        return uuids;
    }

    public Set<String> uuids() {
        TreeSet<String> uuids = new TreeSet<>();
        byName.values().forEach(index -> uuids.add(index.getUUID()));
        return uuids;
    }

    public String[] names() {
        return byName.keySet().toArray(String[]::new);
    }
}
