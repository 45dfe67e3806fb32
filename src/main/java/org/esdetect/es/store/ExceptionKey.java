package org.esdetect.es.store;

/** Which exception list or item. */
public sealed interface ExceptionKey {
    String id();

    record OfItem(String id) implements ExceptionKey {}

    record OfList(String id) implements ExceptionKey {}

    /** What it is called in messages. */
    default String words() {
        return (this instanceof OfItem ? "exception item [" : "exception list [") + id() + "]";
    }
}
