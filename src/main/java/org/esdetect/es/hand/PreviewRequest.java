package org.esdetect.es.hand;

import java.util.List;
import java.util.Optional;
import org.esdetect.rule.Rule;

/**
 * What somebody wants to see without anything being written.
 *
 * @param from start of the window as it was written; empty for a rule's own look-back, or everything for a query
 * @param to its end; empty for now, or everything for a query
 * @param size how many matches are shown
 * @param newest whether the last ones are, rather than the first
 * @param alerts whether their alerts are shown as well
 * @param fetchSize hits in memory at a time
 */
public record PreviewRequest(
        Subject subject,
        Optional<String> from,
        Optional<String> to,
        int size,
        boolean newest,
        boolean alerts,
        int fetchSize) {

    /** What is run. */
    public sealed interface Subject {
        /** A rule of the cluster, enabled or not. */
        record OfRule(String ruleId) implements Subject {}

        /** A query that may have pipes. */
        record OfQuery(String query, List<String> indices, Rule.FieldNames fields) implements Subject {
            public OfQuery {
                indices = List.copyOf(indices);
            }
        }
    }
}
