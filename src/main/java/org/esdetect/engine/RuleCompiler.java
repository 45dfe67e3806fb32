package org.esdetect.engine;

import org.esdetect.rule.Rule;

/** Parses, checks and lowers one rule. A mistake in its query is a problem of that rule, never an exception. */
public final class RuleCompiler {
    private RuleCompiler() {}

    public static CompiledRule compile(Rule rule) {
        throw new UnsupportedOperationException("not written yet");
    }
}
