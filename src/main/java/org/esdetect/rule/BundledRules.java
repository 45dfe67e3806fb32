package org.esdetect.rule;

import java.util.List;

/** The rules that ship with the plugin. */
public final class BundledRules {
    private BundledRules() {}

    /** All of them, in the order of their ids. */
    public static List<Rule> load() {
        return List.of();
    }
}
