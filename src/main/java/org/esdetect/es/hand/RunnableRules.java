package org.esdetect.es.hand;

import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;

/** Finds the rule that somebody wants to be run. */
final class RunnableRules {
    private RunnableRules() {}

    /**
     * The rule of this id, enabled or not.
     *
     * @throws UnknownRuleException when there is none
     * @throws IllegalArgumentException when it cannot be run
     */
    static CompiledRule find(CompiledRules rules, String id) {
        CompiledRule rule = rules.find(id).orElseThrow(() -> new UnknownRuleException(id));
        if (rule.plan().isEmpty()) {
            throw new IllegalArgumentException("rule [" + id + "] cannot be run: "
                    + (rule.problems().isEmpty()
                            ? "rules of type [" + rule.rule().type() + "] are kept but not run"
                            : rule.problems().get(0).message()));
        }
        return rule.withExceptions(rule.exceptions().present());
    }
}
