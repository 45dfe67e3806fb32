package org.esdetect.function;

import java.util.List;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call. A number or boolean where a text is wanted is read as its text: memory has no mapping, and
 * a keyword field would hold it so.
 */
record Arguments(List<? extends @Nullable Object> values, boolean caseSensitive) {

    int count() {
        return values.size();
    }

    /** Null when the argument is null or was not given. */
    @Nullable
    Object value(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    boolean hasNull() {
        for (Object value : values) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    String text(int index) {
        Object value = value(index);
        return value == null ? null : Values.text(value);
    }

    /** The argument as text to search in or for: folded unless case counts. Positions stay those of the argument. */
    @Nullable
    String searchable(int index) {
        String text = text(index);
        return text == null || caseSensitive ? text : AsciiCase.fold(text);
    }

    @Nullable
    Number number(int index) {
        Object value = value(index);
        return value == null ? null : Values.number(value);
    }

    /** An integer, bounded to an int; null when the argument is null, not given or no integer. */
    @Nullable
    Integer position(int index) {
        Object value = value(index);
        return value == null ? null : Values.position(value);
    }
}
