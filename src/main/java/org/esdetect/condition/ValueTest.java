package org.esdetect.condition;

/** A test of one value of a field. */
@FunctionalInterface
interface ValueTest {
    /** @param value a string, boolean or number */
    boolean passes(Object value);
}
