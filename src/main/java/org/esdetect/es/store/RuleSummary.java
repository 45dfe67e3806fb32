package org.esdetect.es.store;

import java.util.List;

/**
 * What a list shows of a stored rule.
 *
 * @param version of its content, counted by its author
 * @param revision of the stored document
 */
public record RuleSummary(
        String id,
        String name,
        boolean enabled,
        String type,
        String severity,
        int riskScore,
        long version,
        long revision,
        List<String> tags,
        List<String> indices) {
    public RuleSummary {
        tags = List.copyOf(tags);
        indices = List.copyOf(indices);
    }

    /** The summary of a rule that is at hand. */
    public static RuleSummary of(StoredRule stored) {
        return RuleSource.summary(RuleSource.summaryFields(stored.rule()), stored.revision());
    }
}
