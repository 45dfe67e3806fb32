package org.esdetect.es.rights;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.esdetect.es.store.RuleStore;

/** The authors that are kept with the rules. */
public record StoredAuthors(RuleStore rules) implements RuleAuthors {
    @Override
    public void authentication(String ruleId, ActionListener<Optional<String>> listener) {
        rules.authentication(ruleId, listener);
    }

    @Override
    public void authentications(Collection<String> ruleIds, ActionListener<Map<String, Optional<String>>> listener) {
        rules.authentications(ruleIds, listener);
    }
}
