package org.esdetect.es.task;

import java.util.Optional;
import org.elasticsearch.action.ActionListener;

/** Knows the header that a rule's searches are done with; {@code RuleStore::authentication}. */
@FunctionalInterface
public interface RuleAuthors {
    /** Empty for a rule that ships with the plugin, and when security is off. */
    void authentication(String ruleId, ActionListener<Optional<String>> listener);
}
