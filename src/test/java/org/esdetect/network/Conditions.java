package org.esdetect.network;

import java.util.Arrays;
import java.util.List;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;

/** Short names for conditions in tests. */
final class Conditions {
    private Conditions() {}

    static Condition is(String field, String... values) {
        return new Condition.Leaf(new Predicate.OneOf(
                field, Arrays.stream(values).map(Literal::new).toList(), false));
    }

    static Condition like(String field, String... patterns) {
        return new Condition.Leaf(new Predicate.Like(field, List.of(patterns), false));
    }

    static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    static Condition allOf(Condition... terms) {
        return Condition.allOf(List.of(terms));
    }

    static Condition anyOf(Condition... terms) {
        return Condition.anyOf(List.of(terms));
    }
}
