package org.esdetect.es.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentType;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;
import org.esdetect.es.coverage.UncoveredIndices;
import org.esdetect.es.run.Undecided;
import org.junit.jupiter.api.Test;

class ScheduleStateTest {
    private static final Cursor CURSOR =
            Cursor.EMPTY.advance(Map.of(new ShardKey("uuid", 0), new Position(42, "history")));

    @Test
    void toMap_throughJson_isTheSame() throws Exception {
        RuleState plain = new RuleState(Optional.of(CURSOR), "h1", 2, 1, 2, 3, 0, 0, "", Optional.empty());
        RuleState failed =
                new RuleState(Optional.empty(), "h2", 0, 1, 2, 3, 4, 5, "why", Optional.of(new Undecided(5, 6, 7)));
        ScheduleState state = new ScheduleState(
                new TreeMap<>(Map.of("a", plain, "b", failed)),
                CURSOR,
                UncoveredIndices.NONE.observe(Set.of("u"), Set.of("u"), 8));
        assertThat(ScheduleState.fromMap(throughJson(state.toMap()))).isEqualTo(state);
        assertThat(ScheduleState.fromMap(throughJson(ScheduleState.EMPTY.toMap())))
                .isEqualTo(ScheduleState.EMPTY);
    }

    @Test
    void toMap_rulesThatReadEquallyFar_shareOneCursor() {
        RuleState one = new RuleState(Optional.of(CURSOR), "h1", 2, 1, 2, 3, 0, 0, "", Optional.empty());
        Cursor equal = Cursor.EMPTY.advance(Map.of(new ShardKey("uuid", 0), new Position(42, "history")));
        RuleState two = new RuleState(Optional.of(equal), "h2", 2, 1, 2, 3, 0, 0, "", Optional.empty());
        RuleState behind = new RuleState(Optional.of(Cursor.EMPTY), "h3", 2, 1, 2, 3, 0, 0, "", Optional.empty());
        ScheduleState state = state(Map.of("a", one, "b", two, "c", behind));
        assertThat((List<?>) state.toMap().get("sets")).hasSize(2);
    }

    @Test
    void toMap_ofAThousandRules_staysSmall() throws Exception {
        TreeMap<ShardKey, Position> shards = new TreeMap<>();
        for (int shard = 0; shard < 200; shard++) {
            shards.put(
                    new ShardKey("q8Zt3nWsQ0yV5mZ1uYp_" + shard % 10 + "w", shard),
                    new Position(1_000_000_000L + shard, "Lr2y8hT9QWmXk3v5nB7cDg"));
        }
        TreeMap<String, RuleState> rules = new TreeMap<>();
        for (int rule = 0; rule < 1_000; rule++) {
            // Three groups, as by their intervals.
            shards.put(new ShardKey("own-of-the-group", 0), new Position(rule % 3, "history"));
            rules.put(
                    "8c37dc0e-e3ac-4c97-8aa0-cf6a91" + (100_000 + rule),
                    new RuleState(
                            Optional.of(Cursor.EMPTY.advance(shards)),
                            "0123456789abcdef",
                            2,
                            1_700_000_000_000L,
                            1_700_000_000_000L,
                            1_700_000_000_000L,
                            0,
                            0,
                            "",
                            Optional.empty()));
        }
        ScheduleState state = state(rules);
        assertThat(state.cursorSets()).isEqualTo(3);
        try (XContentBuilder builder = JsonXContent.contentBuilder()) {
            assertThat(BytesReference.bytes(builder.map(state.toMap())).length())
                    .isLessThan(300_000);
        }
    }

    @Test
    void notAfter_timesOfAClockThatWasAhead_becomeNow() {
        RuleState ahead = new RuleState(Optional.of(CURSOR), "h", 2, 50, 60, 70, 3, 80, "why", Optional.empty());
        assertThat(ahead.notAfter(100)).isSameAs(ahead);
        RuleState now = ahead.notAfter(40);
        assertThat(now.startedMillis()).isEqualTo(40);
        assertThat(now.lastRunMillis()).isEqualTo(40);
        assertThat(now.lastSuccessMillis())
                .as("what was not judged inline since then is read")
                .isEqualTo(40);
        assertThat(now.retryMillis()).isEqualTo(40);
        assertThat(now.cursor()).isEqualTo(ahead.cursor());
    }

    private static ScheduleState state(Map<String, RuleState> rules) {
        return new ScheduleState(new TreeMap<>(rules), Cursor.EMPTY, UncoveredIndices.NONE);
    }

    private static Map<String, Object> throughJson(Map<String, Object> map) throws Exception {
        try (XContentBuilder builder = JsonXContent.contentBuilder()) {
            return XContentHelper.convertToMap(BytesReference.bytes(builder.map(map)), true, XContentType.JSON)
                    .v2();
        }
    }
}
