package org.esdetect.rule;

import org.esdetect.text.Span;

/** Where the fields of a rule stand in its text. */
interface Positions {
    /**
     * A longer path is not recorded: what people write has none, and a hostile text would make them cost its square.
     */
    int MAX_PATH_LENGTH = 512;

    /** For a rule that did not come as text. */
    Positions NONE = path -> new Span(0, 0);

    /**
     * The place of the field's name; for a field that the text does not have, that of the object around it.
     *
     * @param path for example {@code rule.threat[1].tactic.id}
     */
    Span of(String path);

    /** The path of the object around {@code path}; empty at the top. */
    static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }
}
