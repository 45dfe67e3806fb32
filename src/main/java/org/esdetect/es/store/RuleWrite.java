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
     * @param file the operator's file that holds the rule; empty for a rule that people change over REST
     */
    record Put(Rule rule, Optional<String> authentication, Precondition precondition, Optional<String> file)
            implements RuleWrite {

        /** Of a rule that no file holds. */
        public Put(Rule rule, Optional<String> authentication, Precondition precondition) {
            this(rule, authentication, precondition, Optional.empty());
        }

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
