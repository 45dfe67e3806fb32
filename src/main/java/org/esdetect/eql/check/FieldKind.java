package org.esdetect.eql.check;

/** What a field may hold, as far as comparing it goes. */
public enum FieldKind {
    STRING("text"),
    NUMBER("numbers"),
    BOOLEAN("true or false"),
    DATE("dates"),
    IP("addresses"),
    VERSION("versions"),
    /** A type that EQL cannot compare, such as a geo point. */
    OTHER("values that cannot be compared"),
    /** Nothing is known: every comparison is accepted. */
    UNKNOWN("anything");

    private final String content;

    FieldKind(String content) {
        this.content = content;
    }

    /** What such a field holds, in words. */
    String content() {
        return content;
    }
}
