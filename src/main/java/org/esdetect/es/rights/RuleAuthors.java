package org.esdetect.es.rights;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.esdetect.es.InTurn;

/** Knows the header that a rule's searches are done with; {@code RuleStore::authentication}. */
@FunctionalInterface
public interface RuleAuthors {
    /** Empty for a rule that ships with the plugin, and when security is off. */
    void authentication(String ruleId, ActionListener<Optional<String>> listener);

    /** Those of several rules, each as {@link #authentication} gives it. */
    default void authentications(Collection<String> ruleIds, ActionListener<Map<String, Optional<String>>> listener) {
        InTurn.ask(ruleIds, this::authentication, listener);
    }
}
