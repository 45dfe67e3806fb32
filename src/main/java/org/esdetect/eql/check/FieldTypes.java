package org.esdetect.eql.check;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What is known about fields: filled from mappings, from a schema, or from a test's map. */
public interface FieldTypes {
    /** Knows nothing: every field exists and may hold anything. */
    FieldTypes ANY = new FieldTypes() {
        @Override
        public Set<FieldKind> kinds(String path) {
            return Set.of(FieldKind.UNKNOWN);
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    };

    /** What {@code path} may hold, several kinds when indices differ; empty when there is no such field. */
    Set<FieldKind> kinds(String path);

    /** The fields to suggest instead of an unknown one. */
    Collection<String> names();

    /**
     * Whether there are no fields but these. If not, as with a schema that vendors extend, an unknown one is taken for
     * a mistake only when it nearly spells a known one.
     */
    default boolean isComplete() {
        return true;
    }

    /**
     * The characters up to which an index finds the values of {@code path}; empty for all, and when it is not known.
     */
    default OptionalInt ignoreAbove(String path) {
        return OptionalInt.empty();
    }

    /** Whether values of any length are usual, as for a command line. */
    default boolean isLongText(String path) {
        return false;
    }

    /** Whether the index is built to find a part of a value, so that a leading wildcard costs little. */
    default boolean findsParts(String path) {
        return false;
    }

    /** Whether an event is known to have one value at most, so that two different ones exclude each other. */
    default boolean isSingle(String path) {
        return false;
    }
}
