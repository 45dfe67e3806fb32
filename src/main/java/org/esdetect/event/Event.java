package org.esdetect.event;

import java.util.List;

/** One event, read by field path. */
public interface Event {

    /**
     * Every scalar value of {@code path}, in document order; empty when the field is missing.
     *
     * <p>Shape: {@link String}, {@link Boolean} or {@link Number}, never null. A path is read through nested objects
     * and dotted keys alike ({@code {"a":{"b.c":1}}} and {@code {"a.b":{"c":1}}} both hold {@code a.b.c}), into every
     * element of an array of objects; arrays of arrays are flat. JSON null, an empty array and an object contribute
     * nothing; the empty string is a value.
     */
    List<Object> values(String path);

    /**
     * The objects that {@code path} holds, each an event of its own whose paths start below it: an object is one, an
     * array of objects as many as it has. None where the event is not a document.
     */
    default List<Event> objects(String path) {
        return List.of();
    }
}
