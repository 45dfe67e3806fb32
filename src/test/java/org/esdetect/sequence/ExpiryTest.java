package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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

    private void leave(Partial<Integer> partial) {
        partial.leave();
        expiry.left();
    }

    @Test
    void oldest_someAreGone_isTheOldestOfTheOthers() {
        Partial<Integer> first = add(1);
        Partial<Integer> second = add(2);
        Partial<Integer> third = add(3);
        leave(second);
        assertThat(expiry.oldest()).isSameAs(first);
        leave(first);
        assertThat(expiry.oldest()).isSameAs(third);
        leave(third);
        assertThat(expiry.oldest()).isNull();
    }

    @Test
    void left_theOldestStays_othersThatAreGoneAreLetGo() {
        Partial<Integer> oldest = add(0);
        List<Partial<Integer>> kept = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            Partial<Integer> partial = add(i);
            if (i % 100 == 0) {
                kept.add(partial);
            } else {
                leave(partial);
            }
        }
        assertThat(expiry.held()).isLessThan(400);
        assertThat(expiry.oldest()).isSameAs(oldest);
        leave(oldest);
        for (Partial<Integer> partial : kept) {
            assertThat(expiry.oldest()).isSameAs(partial);
            leave(partial);
        }
        assertThat(expiry.oldest()).isNull();
    }
}
