package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.esdetect.event.MapEvent;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private final SlotTable<Integer> table = new SlotTable<>();

    private static Partial<Integer> partial(Object key) {
        Candidate<Integer> start =
                new Candidate<>(1, new MapEvent(Map.of()), new Ordinal(1, 0, null, "", ""), new BitSet(), false);
        return new Partial<>(key, null, start, Gaps.NEVER, 2);
    }

    /** Texts of one hash: each bit is one of two pairs of letters that hash alike. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 12; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** Puts and takes at random, and compares each answer with that of a map. */
    private void compare(IntFunction<Object> keys, int count) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Object, Partial<Integer>> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            Object key = keys.apply(random.nextInt(count));
            // Now filling up, now emptying.
            if (random.nextInt(10) < (i / 20_000 % 2 == 0 ? 7 : 3)) {
                Partial<Integer> partial = partial(key);
                assertThat(table.put(partial)).as("seed " + seed).isSameAs(map.put(key, partial));
            } else {
                assertThat(table.take(key)).as("seed " + seed).isSameAs(map.remove(key));
            }
            assertThat(table.size()).as("seed " + seed).isEqualTo(map.size());
        }
    }

    @Test
    void putAndTake_texts_areThoseOfAMap() {
        compare(i -> "host-" + i, 5_000);
        assertThat(table.isCrowded()).isFalse();
    }

    @Test
    void putAndTake_numbersWithAPattern_areThoseOfAMap() {
        compare(i -> i * 4_096L, 3_000);
        assertThat(table.isCrowded()).isFalse();
    }

    @Test
    void putAndTake_fewKeysWhoseHashesAreTheSame_areThoseOfAMap() {
        compare(SlotTableTest::colliding, SlotTable.CROWD / 2);
        assertThat(table.isCrowded()).isFalse();
    }

    @Test
    void putAndTake_manyKeysWhoseHashesAreTheSame_areThoseOfAMap_whichTakesOver() {
        compare(SlotTableTest::colliding, 4_096);
        assertThat(table.isCrowded()).isTrue();
    }
}
