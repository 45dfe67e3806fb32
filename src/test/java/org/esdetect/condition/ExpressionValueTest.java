package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.condition.Terms.call;
import static org.esdetect.condition.Terms.constant;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esdetect.event.MapEvent;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an expression comes to without a document: folding, with null in every place. */
class ExpressionValueTest {
    private static final Expression NULL = constant(null);

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "true, false, false, true",
                "true, null, null, true",
                "true, true, true, true",
                "false, null, false, null",
                "false, false, false, false",
                "null, null, null, null",
                "null, false, false, null",
                "null, true, null, true",
                "false, true, false, true"
            })
    void value_connectives_areThreeValued(
            @Nullable Boolean left, @Nullable Boolean right, @Nullable Boolean and, @Nullable Boolean or) {
        assertThat(value(new Expression.And(constant(left), constant(right)))).isEqualTo(and);
        assertThat(value(new Expression.Or(constant(left), constant(right)))).isEqualTo(or);
    }

    @Test
    void value_notNull_isNull() {
        assertThat(value(new Expression.Not(NULL))).isNull();
        assertThat(value(new Expression.Not(constant(true)))).isEqualTo(false);
        assertThat(value(new Expression.Not(constant(false)))).isEqualTo(true);
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                Arguments.of(-3L, 4L, -1),
                Arguments.of(-3L, 4.0, -1),
                Arguments.of(3.0, 4L, -1),
                Arguments.of(3L, 3.0, 0),
                Arguments.of(-3.0, -3L, 0),
                Arguments.of("Foo", "Foo", 0),
                Arguments.of("Foo", "Bar", 1),
                Arguments.of("Foo", "foo", -1),
                Arguments.of("foo", "Foo", 1));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void value_comparisonOfConstants_isFolded(Object left, Object right, int expected) {
        assertThat(value(new Expression.Equal(constant(left), constant(right)))).isEqualTo(expected == 0);
        for (Order order : Order.values()) {
            assertThat(value(new Expression.Compare(order, constant(left), constant(right))))
                    .as("%s %s %s", left, order.symbol(), right)
                    .isEqualTo(order.holds(expected));
        }
    }

    static Stream<Arguments> constants() {
        return Stream.of(Arguments.of(true), Arguments.of(1L), Arguments.of("x"), Arguments.of(1.5));
    }

    @ParameterizedTest
    @MethodSource("constants")
    void value_anythingBesideNull_isNullButForTheNullTest(Object constant) {
        Expression value = constant(constant);
        assertThat(value(new Expression.IsNull(value))).isEqualTo(false);
        assertThat(value(new Expression.Not(new Expression.IsNull(value)))).isEqualTo(true);
        assertThat(value(new Expression.Equal(value, NULL))).isNull();
        assertThat(value(new Expression.Equal(NULL, value))).isNull();
        for (Order order : Order.values()) {
            assertThat(value(new Expression.Compare(order, value, NULL))).isNull();
            assertThat(value(new Expression.Compare(order, NULL, value))).isNull();
        }
    }

    @Test
    void value_testsOfNull_areNull() {
        assertThat(value(new Expression.OneOf(NULL, List.of(new Literal("x")), true)))
                .isNull();
        assertThat(value(new Expression.OneOf(NULL, List.of(), true))).isNull();
        assertThat(value(new Expression.Like(NULL, List.of("*"), true))).isNull();
        assertThat(value(new Expression.Regex(NULL, List.of(".*"), true))).isNull();
        assertThat(value(new Expression.Negate(NULL))).isNull();
        assertThat(value(new Expression.IsNull(NULL))).isEqualTo(true);
    }

    @Test
    void value_list_isFolded() {
        List<Literal> list = List.of(new Literal(123L), new Literal(345L), new Literal("foo"));
        assertThat(value(new Expression.OneOf(constant(345L), list, true))).isEqualTo(true);
        assertThat(value(new Expression.OneOf(constant(456L), list, true))).isEqualTo(false);
        assertThat(value(new Expression.OneOf(constant("foo"), list, true))).isEqualTo(true);
        assertThat(value(new Expression.OneOf(constant("FOO"), list, true))).isEqualTo(false);
        assertThat(value(new Expression.OneOf(constant("FOO"), list, false))).isEqualTo(true);
        assertThat(value(new Expression.OneOf(constant("foo"), List.of(), true)))
                .isEqualTo(false);
    }

    @Test
    void value_arithmetic_isFolded() {
        // 3 + 4 - 5 * 6 / 7
        Expression product = call(Function.DIVIDE, call(Function.MULTIPLY, constant(5L), constant(6L)), constant(7L));
        Expression sum = call(Function.ADD, constant(3L), constant(4L));
        assertThat(value(call(Function.SUBTRACT, sum, product))).isEqualTo(3L);
        assertThat(value(new Expression.Negate(constant(3L)))).isEqualTo(-3L);
        assertThat(value(new Expression.Negate(constant(3.5)))).isEqualTo(-3.5);
        assertThat(value(new Expression.Negate(constant("x")))).isNull();
        assertThat(value(new Expression.Negate(constant(BigInteger.TWO.pow(63)))))
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void value_comparisonWithTheConstantOnTheLeft_isTurnedRound() {
        Expression length = call(Function.LENGTH, Terms.field("f"));
        MapEvent event = new MapEvent(Map.of("f", "four", "n", "5.0"));

        assertThat(Evaluator.value(new Expression.Compare(Order.GREATER, constant(5L), length), event))
                .isEqualTo(true);
        assertThat(Evaluator.value(new Expression.Compare(Order.LESS, constant(5L), length), event))
                .isEqualTo(false);
        assertThat(Evaluator.value(new Expression.Equal(constant(5L), Terms.field("n")), event))
                .isEqualTo(true);
    }

    @Test
    void value_fieldOfSeveralValues_isTheFirst() {
        assertThat(Evaluator.value(Terms.field("f"), new MapEvent(Map.of("f", List.of("a", "b")))))
                .isEqualTo("a");
        assertThat(Evaluator.value(Terms.field("f"), new MapEvent(Map.of()))).isNull();
    }

    private static @Nullable Object value(Expression expression) {
        return Evaluator.value(expression, new MapEvent(Map.of()));
    }
}
