package org.esdetect.engine;

/**
 * Holds the rules that judge at this moment. Any thread may read and replace; a reader sees one whole set, never a mix.
 */
public final class Detector {
    private volatile CompiledRules current = CompiledRules.NONE;

    /** The rules to judge with; take it once per event. */
    public CompiledRules current() {
        return current;
    }

    /** Whether rules have been loaded since this node started. */
    public boolean isLoaded() {
        return current != CompiledRules.NONE;
    }

    /** From the next event on, every thread sees all of {@code rules} and none of the old ones. */
    public void replace(CompiledRules rules) {
        current = rules;
    }
}
