package org.esdetect.es.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.esdetect.sequence.JoinTuple;
import org.junit.jupiter.api.Test;

class JoinedKeysTest {
    private static JoinTuple key(Object... values) {
        return JoinTuple.of(Arrays.asList(values));
    }

    private final JoinedKeys keys = JoinedKeys.of(List.of(key("b", 1L), key("a", 2L), key("a", 1L), key("a", 2L)));

    @Test
    void slices_areOfThatSizeAndTogetherEverything() {
        assertThat(keys.size()).isEqualTo(3);
        assertThat(keys.slices(2))
                .extracting(JoinedKeys::tuples)
                .containsExactly(List.of(key("a", 1L), key("a", 2L)), List.of(key("b", 1L)));
        assertThat(keys.slices(10)).containsExactly(keys);
    }

    @Test
    void contains_isOfWholeKeys() {
        assertThat(keys.contains(List.of("a", 2L))).isTrue();
        assertThat(keys.contains(List.of("b", 2L))).isFalse();
        assertThat(keys.contains(List.of("a", "2"))).isFalse();
    }

    @Test
    void values_ofAPosition_areDistinctAndNotKnownWhereOneIsMissing() {
        assertThat(keys.values(0))
                .hasValueSatisfying(values -> assertThat(values).containsExactly("a", "b"));
        assertThat(keys.values(1))
                .hasValueSatisfying(values -> assertThat(values).containsExactly(1L, 2L));
        assertThat(JoinedKeys.of(List.of(key("a", null), key("a", 1L))).values(1))
                .isEmpty();
    }
}
