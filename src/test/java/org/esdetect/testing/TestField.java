package org.esdetect.testing;

import java.util.List;

/** The fields that random events hold and random conditions ask for; a test's mapping says how each is indexed. */
public enum TestField {
    CATEGORY("event.category", RandomEvents.TEXTS),
    NAME("process.name", RandomEvents.TEXTS),
    PARENT("process.parent.name", RandomEvents.TEXTS),
    /** Indexed with a small ignore_above. */
    COMMAND_LINE("process.command_line", RandomEvents.TEXTS),
    /** Text with an exact sub-field. */
    TITLE("process.title", RandomEvents.TEXTS),
    /** Text without. */
    MESSAGE("message", RandomEvents.TEXTS),
    /** Indexed through a normalizer that lowers. */
    FOLDED("folded", RandomEvents.TEXTS),
    /** Not in the mapping. */
    UNMAPPED("loose.thing", RandomEvents.TEXTS),
    /** A key of a flattened field. */
    LABEL("labels.key", RandomEvents.TEXTS),
    PID("process.pid", RandomEvents.NUMBERS),
    PORT("port", RandomEvents.SMALL_NUMBERS),
    SCORE("score", RandomEvents.NUMBERS),
    RATIO("ratio", RandomEvents.NUMBERS),
    SIGNED("signed", RandomEvents.BOOLEANS),
    ADDRESS("source.ip", RandomEvents.ADDRESSES),
    TIME("file.created", RandomEvents.DATES);

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change, of values that cannot either
    private final List<?> pool;

    TestField(String path, List<?> pool) {
        this.path = path;
        this.pool = List.copyOf(pool);
    }

    public String path() {
        return path;
    }

    List<?> pool() {
        return pool;
    }

    boolean isText() {
        return pool.contains("cmd.exe");
    }
}
