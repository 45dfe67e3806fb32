package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esdetect.event.MapEvent;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private final Expiry<Integer> expiry = new Expiry<>();

    private Partial<Integer> add(int time) {
        Candidate<Integer> start =
                new Candidate<>(time, new MapEvent(Map.of()), new Ordinal(time, 0, null, "", ""), new BitSet(), false);
        Partial<Integer> partial = new Partial<>("key", null, start, Gaps.NEVER, 2);
        expiry.add(partial);
        return partial;
    }

    @Test
    void oldest_someAreRemoved_isTheOldestOfTheOthers() {
        Partial<Integer> first = add(1);
        Partial<Integer> second = add(2);
        Partial<Integer> third = add(3);
        expiry.remove(second);
        assertThat(expiry.oldest(Long.MAX_VALUE)).isSameAs(first);
        expiry.remove(first);
        assertThat(expiry.oldest(Long.MAX_VALUE)).isSameAs(third);
        expiry.remove(third);
        assertThat(expiry.oldest(Long.MAX_VALUE)).isNull();
    }

    @Test
    void oldest_beganLater_isNotGiven() {
        Partial<Integer> first = add(5);
        add(7);
        assertThat(expiry.oldest(4)).isNull();
        assertThat(expiry.oldest(5)).isSameAs(first);
    }

    @Test
    void places_ofThoseThatWereRemoved_areUsedAgain() {
        Partial<Integer> oldest = add(0);
        List<Partial<Integer>> kept = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            Partial<Integer> partial = add(i);
            if (i % 100 == 0) {
                kept.add(partial);
            } else {
                expiry.remove(partial);
            }
        }
        assertThat(expiry.places()).isLessThan(400);
        assertThat(expiry.oldest(Long.MAX_VALUE)).isSameAs(oldest);
        expiry.remove(oldest);
        for (Partial<Integer> partial : kept) {
            assertThat(expiry.oldest(Long.MAX_VALUE)).isSameAs(partial);
            expiry.remove(partial);
        }
        assertThat(expiry.oldest(Long.MAX_VALUE)).isNull();
    }

    @Test
    void oldest_ofRandomComingAndGoing_isThatOfAList() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Deque<Partial<Integer>> there = new ArrayDeque<>();
        for (int time = 0; time < 20_000; time++) {
            there.add(add(time));
            int leaving = random.nextInt(time % 4_000 < 2_000 ? 2 : 4);
            for (int i = 0; i < leaving && !there.isEmpty(); i++) {
                Partial<Integer> one = random.nextBoolean() ? there.pollFirst() : there.pollLast();
                expiry.remove(one);
            }
            assertThat(expiry.oldest(Long.MAX_VALUE)).as("seed " + seed).isSameAs(there.peekFirst());
        }
    }
}
