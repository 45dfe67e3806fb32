package org.esdetect.es.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.run.Undecided;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_000 * 5 * MINUTE;

    private final CompiledRule rule = TestSequences.event("r", "a");
    private final Schedule schedule = new Schedule(0);

    @Test
    void due_neverRun_isDueAtOnce() {
        assertThat(isDue(Map.of(), START)).isTrue();
    }

    @Test
    void due_afterARun_waitsForTheNextMultipleOfItsInterval() {
        Map<String, RuleState> ran = Map.of("r", state(START + 1, 0, Optional.empty()));
        assertThat(isDue(ran, START + 5 * MINUTE - 1)).isFalse();
        assertThat(isDue(ran, START + 5 * MINUTE)).isTrue();
    }

    @Test
    void due_rulesOfOneInterval_comeTogetherWheneverTheyBegan() {
        CompiledRule other = TestSequences.event("s", "a");
        Map<String, RuleState> ran =
                Map.of("r", state(START + 1, 0, Optional.empty()), "s", state(START + 4 * MINUTE, 0, Optional.empty()));
        assertThat(schedule.due(List.of(rule, other), ran, START + 5 * MINUTE))
                .extracting(Schedule.Due::rule)
                .containsExactly(rule, other);
    }

    @Test
    void due_missedTicks_areOneRun() {
        Map<String, RuleState> ran = Map.of("r", state(START, 0, Optional.empty()));
        assertThat(isDue(ran, START + 500 * MINUTE)).isTrue();
    }

    @Test
    void due_maxInterval_makesItFasterNeverSlower() {
        Map<String, RuleState> ran = Map.of("r", state(START, 0, Optional.empty()));
        assertThat(isDue(new Schedule(10_000), ran, START + 9_999)).isFalse();
        assertThat(isDue(new Schedule(10_000), ran, START + 10_000)).isTrue();
        assertThat(isDue(new Schedule(60 * MINUTE), ran, START + 5 * MINUTE)).isTrue();
    }

    @Test
    void due_afterFailures_waitsLongerAndLongerButNotLongerThanTheInterval() {
        assertThat(isDue(Map.of("r", state(START, 1, Optional.empty())), START + 9_999))
                .isFalse();
        assertThat(isDue(Map.of("r", state(START, 1, Optional.empty())), START + 10_000))
                .isTrue();
        assertThat(isDue(Map.of("r", state(START, 3, Optional.empty())), START + 39_999))
                .isFalse();
        assertThat(isDue(Map.of("r", state(START, 3, Optional.empty())), START + 40_000))
                .isTrue();
        assertThat(isDue(Map.of("r", state(START, 1_000, Optional.empty())), START + 5 * MINUTE))
                .isTrue();
    }

    @Test
    void retry_aRunThatTookLong_waitsAsLongAsItTook() {
        assertThat(schedule.retryMillis(rule, 1, START, 3 * MINUTE)).isEqualTo(START + 3 * MINUTE);
        assertThat(schedule.retryMillis(rule, 1, START, 7 * MINUTE)).isEqualTo(START + 7 * MINUTE);
        assertThat(schedule.retryMillis(rule, 1_000, START, 3 * MINUTE)).isEqualTo(START + 5 * MINUTE);
    }

    @Test
    void due_verdictThatWaits_isGivenWhenItCanBe() {
        Optional<Undecided> left = Optional.of(new Undecided(0, 1, START + 20_000));
        assertThat(isDue(Map.of("r", state(START, 0, left)), START + 19_999)).isFalse();
        assertThat(isDue(Map.of("r", state(START, 0, left)), START + 20_000)).isTrue();
    }

    @Test
    void due_thoseThatWaitLongest_comeFirst() {
        CompiledRule other = TestSequences.event("a", "a");
        Map<String, RuleState> ran =
                Map.of("r", state(START, 0, Optional.empty()), "a", state(START + 5 * MINUTE, 0, Optional.empty()));
        assertThat(schedule.due(List.of(other, rule), ran, START + 20 * MINUTE))
                .extracting(Schedule.Due::rule)
                .containsExactly(rule, other);
    }

    private boolean isDue(Map<String, RuleState> states, long nowMillis) {
        return isDue(schedule, states, nowMillis);
    }

    private boolean isDue(Schedule given, Map<String, RuleState> states, long nowMillis) {
        return !given.due(List.of(rule), states, nowMillis).isEmpty();
    }

    private RuleState state(long lastRunMillis, int failures, Optional<Undecided> undecided) {
        long retryMillis = failures == 0 ? 0 : schedule.retryMillis(rule, failures, lastRunMillis, 0);
        return new RuleState(
                Optional.of(Cursor.EMPTY),
                "hash",
                2,
                0,
                lastRunMillis,
                lastRunMillis,
                failures,
                retryMillis,
                "",
                undecided);
    }
}
