package org.esdetect.es.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.elasticsearch.index.shard.ShardId;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final ShardKey A0 = new ShardKey("a-uuid", 0);
    private static final ShardKey A1 = new ShardKey("a-uuid", 1);
    private static final ShardKey B0 = new ShardKey("b-uuid", 0);

    @Test
    void after_unknownShard_isBeforeEverything() {
        assertThat(Cursor.EMPTY.after(A0, "h")).isEqualTo(-1);
    }

    @Test
    void after_anotherHistory_isBeforeEverything() {
        Cursor cursor = Cursor.EMPTY.advance(Map.of(A0, new Position(7, "h")));
        assertThat(cursor.after(A0, "h")).isEqualTo(7);
        assertThat(cursor.after(A0, "other")).isEqualTo(-1);
    }

    @Test
    void advance_someShards_leavesTheOthersAndTheOldCursor() {
        Cursor before = Cursor.EMPTY.advance(Map.of(A0, new Position(7, "h"), B0, new Position(3, "h")));
        Cursor after = before.advance(Map.of(A0, new Position(9, "h"), A1, new Position(0, "h")));
        assertThat(after.after(A0, "h")).isEqualTo(9);
        assertThat(after.after(A1, "h")).isZero();
        assertThat(after.after(B0, "h")).isEqualTo(3);
        assertThat(before.after(A0, "h")).isEqualTo(7);
    }

    @Test
    void keepOnly_goneIndex_isDropped() {
        Cursor cursor = Cursor.EMPTY.advance(Map.of(A0, new Position(7, "h"), B0, new Position(3, "h")));
        assertThat(cursor.keepOnly(Set.of("b-uuid")).positions()).containsOnlyKeys(B0);
        assertThat(cursor.keepOnly(Set.of("a-uuid", "b-uuid"))).isSameAs(cursor);
    }

    @Test
    void toMap_readBack_isTheSame() {
        Cursor cursor = Cursor.EMPTY.advance(Map.of(A0, new Position(7, "h"), A1, new Position(Long.MAX_VALUE, "i")));
        assertThat(cursor.toMap()).containsEntry("a-uuid/0", List.of(7L, "h"));
        assertThat(Cursor.fromMap(cursor.toMap())).isEqualTo(cursor);
    }

    @Test
    void fromMap_somethingElse_isRefusedByName() {
        assertThatThrownBy(() -> Cursor.fromMap(Map.of("a-uuid/0", "x"))).hasMessageContaining("[a-uuid/0]");
        assertThatThrownBy(() -> Cursor.fromMap(Map.of("nonsense", List.of(1, "h"))))
                .hasMessage("[nonsense] is not a shard, expected [uuid/number]");
    }

    @Test
    void since_checkpointBehindTheCursor_hasNothingNewAndDoesNotGoBack() {
        ShardId shard = new ShardId("a", "a-uuid", 0);
        Checkpoint checkpoint = new Checkpoint(Map.of(shard, new Position(5, "h")), new TreeMap<>());
        Cursor cursor = Cursor.EMPTY.advance(Map.of(A0, new Position(7, "h")));
        Arrivals arrivals = checkpoint.since(cursor, Set.of("a-uuid"));
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(cursor.advance(arrivals.next())).isEqualTo(cursor);
    }

    @Test
    void since_otherIndices_areLeftOut() {
        ShardId a = new ShardId("a", "a-uuid", 0);
        ShardId b = new ShardId("b", "b-uuid", 0);
        Checkpoint checkpoint =
                new Checkpoint(Map.of(a, new Position(5, "h")), new TreeMap<>(Map.of(b, "has no active primary")));
        assertThat(checkpoint.since(Cursor.EMPTY, Set.of("a-uuid")).unavailable())
                .isEmpty();
        assertThat(checkpoint.since(Cursor.EMPTY, Set.of("b-uuid")).ranges()).isEmpty();
        assertThat(checkpoint.since(Cursor.EMPTY, Set.of("b-uuid")).unavailable())
                .containsOnlyKeys(b);
    }

    @Test
    void firstHalf_repeated_reachesTheEndWithoutAGap() {
        ShardId shard = new ShardId("a", "a-uuid", 0);
        Checkpoint checkpoint = new Checkpoint(Map.of(shard, new Position(10, "h")), new TreeMap<>());
        Cursor cursor = Cursor.EMPTY;
        long steps = 0;
        while (!checkpoint.since(cursor, Set.of("a-uuid")).isEmpty()) {
            Arrivals all = checkpoint.since(cursor, Set.of("a-uuid"));
            Arrivals part = all.firstHalf().orElse(all);
            assertThat(part.ranges().get(shard).after()).isEqualTo(cursor.after(A0, "h"));
            assertThat(part.operations()).isPositive();
            cursor = cursor.advance(part.next());
            steps++;
        }
        assertThat(cursor.after(A0, "h")).isEqualTo(10);
        assertThat(steps).isEqualTo(4);
    }
}
