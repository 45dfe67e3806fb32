package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinKeysTest {
    private static final JoinKey A = new JoinKey("a", false);
    private static final JoinKey B = new JoinKey("b", false);
    private static final JoinKey MAYBE_A = new JoinKey("a", true);
    private static final JoinKey MAYBE_B = new JoinKey("b", true);

    private static List<List<@Nullable Object>> tuples(List<JoinKey> keys, Map<String, List<Object>> fields) {
        return JoinKeys.of(keys, new ListedEvent(fields), 100).stream()
                .map(JoinTuple::values)
                .toList();
    }

    @Test
    void of_noKeys_isOneEmptyTuple() {
        assertThat(tuples(List.of(), Map.of())).containsExactly(List.of());
    }

    @Test
    void of_oneValueEach_isOneTupleInKeyOrder() {
        assertThat(tuples(List.of(B, A), Map.of("a", List.of("x"), "b", List.of(7))))
                .containsExactly(List.of(7L, "x"));
    }

    @Test
    void of_keyMissing_isNone() {
        assertThat(tuples(List.of(A), Map.of())).isEmpty();
        assertThat(tuples(List.of(A, B), Map.of("a", List.of("x", "y")))).isEmpty();
        assertThat(tuples(List.of(MAYBE_A, B), Map.of())).isEmpty();
    }

    @Test
    void of_optionalKeyMissing_isNull() {
        assertThat(tuples(List.of(MAYBE_A, B), Map.of("b", List.of(123)))).containsExactly(Arrays.asList(null, 123L));
        assertThat(tuples(List.of(MAYBE_A, MAYBE_B), Map.of())).containsExactly(Arrays.asList(null, null));
    }

    @Test
    void of_severalValues_isEveryCombinationAscending() {
        assertThat(tuples(List.of(A, B), Map.of("a", List.of("y", "x"), "b", List.of(2, 1))))
                .containsExactly(List.of("x", 1L), List.of("x", 2L), List.of("y", 1L), List.of("y", 2L));
    }

    @Test
    void of_oneValueTwice_countsOnce() {
        assertThat(tuples(List.of(A), Map.of("a", List.of(1, 1L, 1.0)))).containsExactly(List.of(1L));
    }

    @Test
    void of_moreTuplesThanAllowed_namesLimitAndFields() {
        List<Object> ten = IntStream.range(0, 10).<Object>mapToObj(i -> i).toList();
        ListedEvent event = new ListedEvent(Map.of("a", ten, "b", ten));
        assertThat(JoinKeys.of(List.of(A, B), event, 100)).hasSize(100);
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> JoinKeys.of(List.of(A, B), event, 99))
                .withMessage("more than [99] join keys per event: one event has [100] values of [a, b]")
                .satisfies(exceeded -> {
                    assertThat(exceeded.limit()).isEqualTo("join keys per event");
                    assertThat(exceeded.maximum()).isEqualTo(99);
                });
    }

    @Test
    void of_productBeyondLong_isRefusedBeforeItOverflows() {
        List<Object> many = IntStream.range(0, 100_000).<Object>mapToObj(i -> i).toList();
        ListedEvent event = new ListedEvent(Map.of("a", many));
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> JoinKeys.of(Collections.nCopies(5, A), event, 200_000));
    }

    @Test
    void lookups_oneKey_areItsBareValuesAndUnwrapBack() {
        List<Object> lookups = JoinKeys.lookups(List.of(A), new ListedEvent(Map.of("a", List.of("x", 7))), 100);
        assertThat(lookups).containsExactly(7L, "x");
        assertThat(lookups).map(JoinKeys::unwrap).containsExactly(List.of(7L), List.of("x"));
    }

    @Test
    void lookups_optionalKeyMissing_unwrapsToNull() {
        List<Object> lookups = JoinKeys.lookups(List.of(MAYBE_A), new ListedEvent(Map.of()), 100);
        assertThat(lookups).map(JoinKeys::unwrap).containsExactly(Collections.singletonList(null));
    }

    @Test
    void lookups_oneKeyWithMoreValuesThanAllowed_isRefused() {
        assertThatExceptionOfType(SequenceLimitExceededException.class)
                .isThrownBy(() -> JoinKeys.lookups(List.of(A), new ListedEvent(Map.of("a", List.of(1, 2, 3))), 2));
    }

    @Test
    void compareTo_tuples_goValueByValueAndNullFirst() {
        List<JoinTuple> inOrder = new ArrayList<>(List.of(
                new JoinTuple(List.of()),
                new JoinTuple(Collections.singletonList(null)),
                new JoinTuple(Arrays.asList(null, "b")),
                new JoinTuple(List.of(false)),
                new JoinTuple(List.of(2L)),
                new JoinTuple(List.of(10L)),
                new JoinTuple(List.of("a", 2L)),
                new JoinTuple(List.of("a", 10L)),
                new JoinTuple(List.of("b"))));
        List<JoinTuple> shuffled = new ArrayList<>(inOrder);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void equals_sameValues_areOneKey() {
        JoinTuple tuple = new JoinTuple(Arrays.asList(null, 1L));
        assertThat(tuple)
                .isEqualTo(new JoinTuple(Arrays.asList(null, 1L)))
                .hasSameHashCodeAs(new JoinTuple(Arrays.asList(null, 1L)))
                .isNotEqualTo(new JoinTuple(Arrays.asList(1L, null)))
                .hasToString("[null, 1]");
    }
}
