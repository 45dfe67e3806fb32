package org.esdetect.es.store;

import java.util.Optional;

/**
 * What must be true of the stored rule for a write to happen.
 *
 * @param absent there must be no such rule
 * @param version the rule must not have been written since
 */
public record Precondition(boolean absent, Optional<Version> version) {
    /** Nothing: create or replace. */
    public static final Precondition NONE = new Precondition(false, Optional.empty());

    /** Create. */
    public static final Precondition ABSENT = new Precondition(true, Optional.empty());

    public Precondition {
        if (absent && version.isPresent()) {
            throw new IllegalArgumentException("a rule that is absent has no version [" + version.get() + "]");
        }
    }

    /** Replace or delete what was read, and nothing newer. */
    public static Precondition unchangedSince(Version version) {
        return new Precondition(false, Optional.of(version));
    }
}
