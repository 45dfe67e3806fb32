package org.esdetect.engine;

/**
 * A field as people name it who look at an index: {@code process.name.caseless} is {@code process.name} in an event,
 * compared without regard to case.
 */
record IndexedName(String field, boolean caseless) {
    private static final String CASELESS = ".caseless";
    private static final String TEXT = ".text";

    static IndexedName of(String name) {
        boolean caseless = name.endsWith(CASELESS);
        return new IndexedName(caseless ? name.substring(0, name.length() - CASELESS.length()) : name, caseless);
    }

    /** Whether {@code name} is a sub-field that holds single words: what is one depends on the index. */
    static boolean isOfWords(String name) {
        return name.endsWith(TEXT);
    }
}
