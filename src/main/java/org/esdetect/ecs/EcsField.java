package org.esdetect.ecs;

/**
 * One field of a table.
 *
 * @param name the full dotted path
 * @param many whether several values are the norm; Elasticsearch itself never minds
 */
public record EcsField(String name, EcsType type, boolean many, Indexing indexing) {

    /** How far the values can be searched. */
    public enum Indexing {
        /** Searched; a keyword over {@link Mappings#KEYWORD_LENGTH} characters is kept but not found. */
        SEARCHED,
        /** Kept in the document only: values of any length do no harm. */
        STORED,
        /** Searched as a keyword, and by words in the sub-field {@code text}. */
        TEXT,
        /** Searched up to {@link Mappings#LONG_KEYWORD_LENGTH} characters. */
        LONG
    }
}
