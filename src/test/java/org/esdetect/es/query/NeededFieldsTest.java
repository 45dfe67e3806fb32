package org.esdetect.es.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;
import org.esdetect.testing.RandomEvents;
import org.junit.jupiter.api.Test;

class NeededFieldsTest {
    private static final Expression A = new Expression.Field("a");
    private static final Expression B = new Expression.Field("b");

    @Test
    void whenTrue_connectives_needWhatBothOrEitherNeed() {
        assertThat(NeededFields.whenTrue(new Expression.And(A, B))).containsExactlyInAnyOrder("a", "b");
        assertThat(NeededFields.whenTrue(new Expression.Or(A, B))).isEmpty();
        assertThat(NeededFields.whenTrue(new Expression.Or(A, new Expression.And(A, B))))
                .containsExactly("a");
        assertThat(NeededFields.whenTrue(new Expression.Not(new Expression.Or(A, B))))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(NeededFields.whenTrue(new Expression.IsNull(A))).isEmpty();
        assertThat(NeededFields.whenTrue(new Expression.Not(new Expression.IsNull(A))))
                .containsExactly("a");
        assertThat(NeededFields.whenTrue(new Expression.Equal(A, new Expression.IsNull(B))))
                .containsExactly("a");
    }

    /** An expression that is true of an event has values for all fields that it is said to need. */
    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void whenTrue_trueExpression_hasWhatItNeeds(@ForAll long seed) {
        Random random = new Random(seed);
        RandomEvents events = new RandomEvents(random);
        Expression expression = new RandomConditions(random).expression(3);
        Set<String> needed = NeededFields.whenTrue(expression);
        Condition leaf = new Condition.Leaf(new Predicate.Computed(expression));
        for (int i = 0; i < 10; i++) {
            Map<String, Object> event = new HashMap<>(events.next());
            Event asked = new MapEvent(event);
            if (Evaluator.matches(leaf, asked)) {
                assertThat(needed).as("%s on %s", expression, event).allMatch(path -> !asked.values(path)
                        .isEmpty());
            }
        }
    }
}
