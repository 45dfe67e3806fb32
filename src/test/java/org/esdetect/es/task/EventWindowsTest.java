package org.esdetect.es.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.esdetect.es.task.EventWindows.Window;
import org.junit.jupiter.api.Test;

class EventWindowsTest {
    private final EventWindows windows = new EventWindows(100);

    @Test
    void merge_oneEvent_isWhatASequenceCanReach() {
        assertThat(windows.merge(List.of(1_000L), List.of())).containsExactly(new Window(900, 1_100));
    }

    @Test
    void merge_eventsThatAreNear_areOneWindow() {
        assertThat(windows.merge(List.of(1_000L, 1_050L, 1_110L), List.of())).containsExactly(new Window(900, 1_210));
    }

    @Test
    void merge_windowsThatTouch_areOne() {
        assertThat(windows.merge(List.of(1_000L, 1_200L), List.of())).containsExactly(new Window(900, 1_300));
        assertThat(windows.merge(List.of(1_000L, 1_201L), List.of()))
                .containsExactly(new Window(900, 1_100), new Window(1_101, 1_301));
    }

    @Test
    void merge_aClockGoneWrong_costsAWindowOfItsOwn() {
        assertThat(windows.merge(List.of(5_000_000L, 0L), List.of()))
                .containsExactly(new Window(-100, 100), new Window(4_999_900, 5_000_100));
    }

    @Test
    void merge_whatWasLeftUndecided_isReadAsWell() {
        assertThat(windows.merge(List.of(1_000L), List.of(new Window(1_090, 2_000))))
                .containsExactly(new Window(900, 2_100));
        assertThat(windows.merge(List.of(), List.of())).isEmpty();
    }

    @Test
    void merge_theEndsOfTime_doNotOverflow() {
        assertThat(windows.merge(List.of(Long.MAX_VALUE - 1, Long.MIN_VALUE + 1), List.of()))
                .containsExactly(
                        new Window(Long.MIN_VALUE, Long.MIN_VALUE + 101),
                        new Window(Long.MAX_VALUE - 101, Long.MAX_VALUE));
    }
}
