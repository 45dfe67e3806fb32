package org.esdetect.es.store;

import java.util.List;

/**
 * Some of the rules that a filter selects, in the order of their names.
 *
 * @param total how many it selects
 */
public record RulePage(long total, List<RuleSummary> rules) {
    public RulePage {
        rules = List.copyOf(rules);
    }
}
