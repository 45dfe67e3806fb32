package org.esdetect.es.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class UncoveredIndicesTest {
    @Test
    void mustRead_countsFromWhenTheRuleLastSucceeded() {
        Set<String> both = Set.of("x", "y");
        UncoveredIndices known = UncoveredIndices.NONE.observe(Set.of("x"), both, 1_000_000);
        assertThat(known.mustRead("x", Long.MAX_VALUE)).isTrue();
        assertThat(known.mustRead("y", 0)).isFalse();

        UncoveredIndices attached = known.observe(Set.of(), both, 2_000_000);
        assertThat(attached.mustRead("x", 1_900_000))
                .as("the rule has not run since")
                .isTrue();
        assertThat(attached.mustRead("x", 2_100_000))
                .as("a write may be under way")
                .isTrue();
        assertThat(attached.mustRead("x", 2_200_000)).isFalse();
        assertThat(attached.observe(Set.of(), both, 3_000_000)).isSameAs(attached);
        assertThat(attached.observe(Set.of("x"), both, 3_000_000).mustRead("x", Long.MAX_VALUE))
                .isTrue();
        assertThat(attached.observe(Set.of(), Set.of("y"), 3_000_000).untilMillis())
                .isEmpty();
    }
}
