package org.esdetect.es.manage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.StoredRule;
import org.esdetect.es.store.StoredRules;
import org.esdetect.rule.Rule;

/** Gives rules, and the exceptions that apply to them, as Kibana imports them. Equal stores give equal bytes. */
public final class RuleExport {
    private final RuleStore store;
    private final ExceptionExchange exceptions;

    public RuleExport(RuleStore store, ExceptionExchange exceptions) {
        this.store = store;
        this.exceptions = exceptions;
    }

    /** Every rule, or those of {@code ruleIds}, in the order of their ids. */
    public void read(Optional<Collection<String>> ruleIds, ActionListener<Exported> listener) {
        store.loadAll(listener.delegateFailureAndWrap((next, stored) -> {
            List<Rule> rules = selected(stored, ruleIds.map(Set::copyOf));
            Set<String> missing = new TreeSet<>(ruleIds.orElse(List.of()));
            rules.forEach(rule -> missing.remove(rule.id()));
            exceptions.give(rules, next.map(given -> new Exported(rules, List.copyOf(missing), given)));
        }));
    }

    private static List<Rule> selected(StoredRules stored, Optional<Set<String>> ruleIds) {
        return stored.rules().stream()
                .map(StoredRule::rule)
                .filter(rule -> ruleIds.isEmpty() || ruleIds.get().contains(rule.id()))
                .sorted(Comparator.comparing(Rule::id))
                .toList();
    }
}
