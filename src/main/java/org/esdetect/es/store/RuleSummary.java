package org.esdetect.es.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.rule.Rule;

/**
 * What a list shows of a stored rule.
 *
 * @param version of its content, counted by its author
 * @param revision of the stored document
 * @param file the operator's file that holds the rule; while it does, the rule is changed there only
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
        List<String> indices,
        Optional<String> file) {
    public RuleSummary {
        tags = List.copyOf(tags);
        indices = List.copyOf(indices);
    }

    /** The summary of a rule that is at hand and that no file holds. */
    public static RuleSummary of(Rule rule, long revision) {
        return RuleSource.summary(RuleSource.summaryFields(rule), revision);
    }

    /** The same. */
    public static RuleSummary of(StoredRule stored) {
        return of(stored.rule(), stored.revision());
    }

    /** The summary of a rule that is at hand. */
    public static RuleSummary of(HeldRule held) {
        Map<String, Object> fields = RuleSource.summaryFields(held.stored().rule());
        held.file().ifPresent(file -> fields.put(RuleSource.FILE, file));
        return RuleSource.summary(fields, held.stored().revision());
    }
}
