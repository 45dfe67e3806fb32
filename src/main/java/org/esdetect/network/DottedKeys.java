package org.esdetect.network;

import java.util.Map;
import java.util.function.BiConsumer;

/** Tells whether a key of an object has a dot. One thread's; allocates nothing. */
final class DottedKeys implements BiConsumer<Object, Object> {
    private static final int KNOWN = 256;

    /** Keys without a dot seen before, by their hash: parsers use one object for a name again and again. */
    private final Object[] plain = new Object[KNOWN];

    private boolean found;

    boolean isIn(Map<?, ?> object) {
        found = false;
        object.forEach(this);
        return found;
    }

    @Override
    public void accept(Object key, Object value) {
        int slot = key.hashCode() & (KNOWN - 1);
        if (plain[slot] != key) {
            if (((String) key).indexOf('.') >= 0) {
                found = true;
            } else {
                plain[slot] = key;
            }
        }
    }
}
