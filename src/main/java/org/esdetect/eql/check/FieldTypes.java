package org.esdetect.eql.check;

import java.util.Collection;
import java.util.List;
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
}
