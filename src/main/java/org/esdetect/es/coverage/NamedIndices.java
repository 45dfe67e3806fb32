package org.esdetect.es.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.Index;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.run.RuleIndices;
import org.jspecify.annotations.Nullable;

/**
 * The indices that single-event rules name, and which of them are judged inline. Looks again when the cluster's
 * metadata or the rules changed. For one thread at a time.
 */
public final class NamedIndices {
    private final Supplier<ClusterState> state;
    private final IndexNameExpressionResolver resolver;
    private @Nullable Metadata lookedAt;
    private List<CompiledRule> rules = List.of();
    private Map<String, Index> covered = Map.of();
    private Map<String, Index> named = Map.of();
    private Set<String> existing = Set.of();
    private Set<String> uncovered = Set.of();

    public NamedIndices(Supplier<ClusterState> state, IndexNameExpressionResolver resolver) {
        this.state = state;
        this.resolver = resolver;
    }

    /** What is known of coverage after a look at the cluster as it is now. */
    public synchronized UncoveredIndices observe(UncoveredIndices before, List<CompiledRule> active, long nowMillis) {
        ClusterState now = state.get();
        if (now.metadata() != lookedAt || !active.equals(rules)) {
            look(now, active);
        }
        return before.observe(uncovered, existing, nowMillis);
    }

    /** What the sweep is to read: what is covered, and what it has read from before. */
    public synchronized Collection<Index> swept(Cursor cursor) {
        Map<String, Index> swept = new TreeMap<>(covered);
        Set<String> known = cursor.indexUuids();
        named.forEach((name, index) -> {
            if (known.contains(index.getUUID())) {
                swept.put(name, index);
            }
        });
        return swept.values();
    }

    /** The UUIDs of all indices. */
    public synchronized Set<String> existing() {
        return existing;
    }

    private void look(ClusterState now, List<CompiledRule> active) {
        Set<List<String>> patterns = new HashSet<>();
        active.stream()
                .filter(CompiledRule::isSingleEvent)
                .forEach(rule -> patterns.add(rule.rule().indices()));
        Map<String, Index> all = new TreeMap<>();
        patterns.forEach(
                each -> all.putAll(RuleIndices.resolve(each, now, resolver).byName()));
        IndexVerdicts verdicts = new IndexVerdicts(now);
        Map<String, Index> inline = new TreeMap<>(all);
        inline.keySet().removeIf(name -> !verdicts.isInline(name));
        Set<String> scheduled = new TreeSet<>();
        all.forEach((name, index) -> {
            if (!inline.containsKey(name)) {
                scheduled.add(index.getUUID());
            }
        });
        lookedAt = now.metadata();
        rules = new ArrayList<>(active);
        named = all;
        covered = inline;
        uncovered = scheduled;
        existing = RuleIndices.existing(now);
    }
}
