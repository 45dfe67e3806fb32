package org.esdetect.network;

import java.util.List;
import org.esdetect.condition.Predicate;

/** Which leaves the signature tests: of the few fields that hold few values, those that compare with whole texts. */
final class Guards {
    /**
     * In the order in which they are asked: what leaves the fewest conditions alive comes first. Fixed, so that a network
     * is the same on every node.
     */
    static final List<String> FIELDS = List.of(
            "event.category",
            "host.os.type",
            "event.type",
            "event.action",
            "event.code",
            "data_stream.dataset",
            "event.dataset",
            "event.provider",
            "event.module",
            "event.outcome");

    private Guards() {}

    static boolean isGuard(Term term) {
        return term instanceof Term.Test test && isGuard(test.leaf());
    }

    private static boolean isGuard(Leaf leaf) {
        if (leaf.field().isEmpty() || !FIELDS.contains(leaf.field().get())) {
            return false;
        }
        return leaf.test().predicate() instanceof Predicate.Exists
                || (!leaf.witnesses().isEmpty()
                        && leaf.witnesses().stream().allMatch(w -> w.place() == TextWitness.Place.WHOLE));
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
