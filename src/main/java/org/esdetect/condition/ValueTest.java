package org.esdetect.condition;

/** A test of one value of a field. */
@FunctionalInterface
interface ValueTest {
    /**
     * Whether the value passes.
     *
     * @param value a string, boolean or number
     */
    boolean passes(Object value);
}
