package org.esdetect.es.store;

import java.util.Optional;

/** What must be true of the stored rule for a write to happen. */
public sealed interface Precondition {
    /** Nothing: create or replace. */
    Precondition NONE = new None();

    /** There must be no such rule. */
    Precondition ABSENT = new Absent();

    /** The rule must not have been written since {@code version}. */
    static Precondition unchangedSince(Version version) {
        return new UnchangedSince(version);
    }

    /** The version that the rule must have, if it must have one. */
    default Optional<Version> version() {
        return this instanceof UnchangedSince since ? Optional.of(since.expected) : Optional.empty();
    }

    record None() implements Precondition {}

    record Absent() implements Precondition {}

    record UnchangedSince(Version expected) implements Precondition {}
}
