package org.esdetect.es.store;

import java.util.Optional;
import org.esdetect.rule.Rule;

/** A change of one rule. */
public sealed interface RuleWrite {
    String ruleId();

    Precondition precondition();

    /**
     * Creates or replaces a rule.
     *
     * @param authentication the author's authentication header, kept for the rule's own searches and never returned
     *     with it; empty without security, and for rules that ship with the plugin
     */
    record Put(Rule rule, Optional<String> authentication, Precondition precondition) implements RuleWrite {
        @Override
        public String ruleId() {
            return rule.id();
        }

        /** Without the header, which is a credential. */
        @Override
        public String toString() {
            return "Put[" + rule.id() + ", " + precondition + "]";
        }
    }

    /** Deletes a rule. */
    record Delete(String ruleId, Precondition precondition) implements RuleWrite {}
}
