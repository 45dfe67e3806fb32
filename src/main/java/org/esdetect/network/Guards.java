package org.esdetect.network;

import java.util.Set;

/** Which leaves the signature tests: those about the few fields that hold few values. */
final class Guards {
    /** Fixed, so that a network is the same on every node. */
    private static final Set<String> FIELDS = Set.of(
            "event.category",
            "host.os.type",
            "event.type",
            "event.action",
            "event.code",
            "data_stream.dataset",
            "event.dataset",
            "event.provider",
            "event.module",
            "event.outcome",
            "network.direction",
            "network.transport");

    private Guards() {}

    static boolean isGuard(Term term) {
        return term instanceof Term.Test test && isGuard(test.leaf());
    }

    private static boolean isGuard(Leaf leaf) {
        return leaf.field().map(FIELDS::contains).orElse(false);
    }

    /** Whether a guard stands anywhere in {@code term}. */
    static boolean isIn(Term term) {
        if (term instanceof Term.All all) {
            return all.terms().stream().anyMatch(Guards::isIn);
        }
        if (term instanceof Term.Any any) {
            return any.terms().stream().anyMatch(Guards::isIn);
        }
        return isGuard(term);
    }
}
