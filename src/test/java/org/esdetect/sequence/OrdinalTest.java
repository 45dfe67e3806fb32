package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrdinalTest {
    private static Ordinal at(long millis, int nanos, @Nullable Object tiebreaker, String index, String id) {
        return new Ordinal(millis, nanos, tiebreaker, index, id);
    }

    @Test
    void compareTo_each_isTimeThenTiebreakerThenIndexThenId() {
        List<Ordinal> inOrder = List.of(
                at(1, 999_999, null, "z", "z"),
                at(2, 0, 9, "z", "z"),
                at(2, 1, 2, "b", "z"),
                at(2, 1, 2.5, "a", "a"),
                at(2, 1, 10L, "a", "a"),
                at(2, 1, "10", "a", "a"),
                at(2, 1, "2", "a", "a"),
                at(2, 1, null, "a", "b"),
                at(2, 1, null, "a", "c"),
                at(2, 1, null, "b", "a"));
        List<Ordinal> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        Collections.sort(reversed);
        assertThat(reversed).isEqualTo(inOrder);
    }

    @Test
    void compareTo_tiebreakersThatDoublesCannotTell_areTold() {
        long beyond = (1L << 53) + 1;
        assertThat(at(0, 0, 0x1p53, "", "")).isLessThan(at(0, 0, beyond, "", ""));
        assertThat(at(0, 0, 1.25f, "", "")).isLessThan(at(0, 0, 1.5f, "", ""));
    }

    @Test
    void compareTo_tiebreakersOfOneValue_areEqual() {
        assertThat(at(0, 0, 7, "", "")).isEqualByComparingTo(at(0, 0, 7L, "", ""));
    }
}
