package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalValueTest {
    private static final BigInteger BEYOND_LONG = BigInteger.TWO.pow(63);

    @Test
    void of_wholeNumbersInAnyForm_areOneLong() {
        assertThat(List.of(
                        7,
                        7L,
                        (short) 7,
                        (byte) 7,
                        7.0,
                        7.0f,
                        new BigDecimal("7.00"),
                        new BigDecimal("0.7E1"),
                        BigInteger.valueOf(7)))
                .extracting(CanonicalValue::of)
                .containsOnly(7L);
        assertThat(CanonicalValue.of(-0.0)).isEqualTo(0L);
        assertThat(CanonicalValue.of(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void of_fractionalNumbersInAnyForm_areOneDouble() {
        assertThat(List.of(0.1, 0.1f, new BigDecimal("0.10")))
                .extracting(CanonicalValue::of)
                .containsOnly(0.1);
    }

    @Test
    void of_wholeNumbersBeyondLong_keepEveryDigit() {
        assertThat(CanonicalValue.of(BEYOND_LONG)).isEqualTo(BEYOND_LONG);
        assertThat(CanonicalValue.of(0x1p63)).isEqualTo(BEYOND_LONG);
        assertThat(CanonicalValue.of(new BigDecimal(BEYOND_LONG.add(BigInteger.ONE))))
                .isEqualTo(BEYOND_LONG.add(BigInteger.ONE));
    }

    @Test
    void of_decimalOfAbsurdSize_isNotWrittenOut() {
        assertThat(CanonicalValue.of(new BigDecimal("1E1000000000"))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void of_stringsAndBooleans_stayAsTheyAre() {
        assertThat(CanonicalValue.of("7")).isEqualTo("7");
        assertThat(CanonicalValue.of("A")).isNotEqualTo(CanonicalValue.of("a"));
        assertThat(CanonicalValue.of(true)).isEqualTo(true).isNotEqualTo(CanonicalValue.of("true"));
    }

    @Test
    void compare_allKinds_isBooleansNumbersStrings() {
        assertThat(List.<Object>of(
                        false,
                        true,
                        Double.NEGATIVE_INFINITY,
                        -1L,
                        0.5,
                        1L,
                        9_007_199_254_740_993L,
                        BEYOND_LONG,
                        "",
                        "10",
                        "2"))
                .isSortedAccordingTo(CanonicalValue::compare);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void compare_anyValues_isATotalOrderThatAgreesWithEquals(
            @ForAll("values") Object a, @ForAll("values") Object b, @ForAll("values") Object c) {
        Comparator<Object> order = CanonicalValue::compare;
        assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
        assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
        if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
            assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }

    @Provide
    Arbitrary<Object> values() {
        // Dense around 2^53, where doubles begin to skip whole numbers, and around the end of long.
        Arbitrary<Object> longs = Arbitraries.longs().between(-3, 3).map(offset -> (1L << 53) + offset);
        Arbitrary<Object> doubles = Arbitraries.of(0x1p53, 0x1p53 + 2, 0.5, 1e300, 0x1p63, Double.POSITIVE_INFINITY);
        Arbitrary<Object> large =
                Arbitraries.longs().between(-2, 2).map(offset -> BEYOND_LONG.add(BigInteger.valueOf(offset)));
        Arbitrary<Object> others = Arbitraries.of("", "1", "a", "A", true, false);
        return Arbitraries.oneOf(longs, doubles, large, others).map(CanonicalValue::of);
    }
}
