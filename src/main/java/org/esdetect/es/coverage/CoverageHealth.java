package org.esdetect.es.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.metadata.Metadata;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.health.ClusterHealth;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.run.RuleIndices;
import org.jspecify.annotations.Nullable;

/**
 * Indices that could be judged inline and are not. Looks again when the cluster's metadata or the rules changed. For
 * one thread at a time.
 */
public final class CoverageHealth implements ClusterHealth {
    private final Supplier<CompiledRules> rules;
    private final IndexNameExpressionResolver resolver;
    private @Nullable Metadata lookedAt;
    private @Nullable CompiledRules lookedWith;
    private List<Finding> found = List.of();

    public CoverageHealth(Supplier<CompiledRules> rules, IndexNameExpressionResolver resolver) {
        this.rules = rules;
        this.resolver = resolver;
    }

    @Override
    public List<Finding> findings(ClusterState state, long nowMillis) {
        CompiledRules now = rules.get();
        if (state.metadata() != lookedAt || now != lookedWith) {
            found = look(state, now);
            lookedAt = state.metadata();
            lookedWith = now;
        }
        return found;
    }

    private List<Finding> look(ClusterState state, CompiledRules now) {
        IndexVerdicts verdicts = new IndexVerdicts(state);
        Map<List<String>, RuleIndices> resolved = new HashMap<>();
        Map<String, String> uncovered = new TreeMap<>();
        for (CompiledRule rule : now.all()) {
            if (!rule.isActive() || !rule.isSingleEvent()) {
                continue;
            }
            RuleIndices named = resolved.computeIfAbsent(
                    rule.rule().indices(), patterns -> RuleIndices.resolve(patterns, state, resolver));
            for (String index : named.names()) {
                IndexVerdicts.Verdict verdict = verdicts.of(rule.rule().indices(), index);
                if (!verdict.isInline()) {
                    uncovered.put(verdict.target(), verdict.reason());
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        uncovered.forEach((index, reason) -> findings.add(new Finding(Symptom.INDEX_UNCOVERED, index, reason)));
        return findings;
    }
}
