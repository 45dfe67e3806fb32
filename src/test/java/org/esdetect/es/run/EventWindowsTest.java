package org.esdetect.es.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.esdetect.es.run.EventWindows.Window;
import org.junit.jupiter.api.Test;

class EventWindowsTest {
    private final EventWindows windows = new EventWindows(100);

    private static Window at(long timeMillis) {
        return new Window(timeMillis, timeMillis);
    }

    @Test
    void around_oneEvent_isWhatASequenceCanReach() {
        assertThat(windows.around(List.of(at(1_000L)))).containsExactly(new Window(900, 1_100));
    }

    @Test
    void around_eventsThatAreNear_areOneWindow() {
        assertThat(windows.around(List.of(at(1_000L), at(1_050L), at(1_110L)))).containsExactly(new Window(900, 1_210));
    }

    @Test
    void around_windowsThatTouch_areOne() {
        assertThat(windows.around(List.of(at(1_000L), at(1_200L)))).containsExactly(new Window(900, 1_300));
        assertThat(windows.around(List.of(at(1_000L), at(1_201L))))
                .containsExactly(new Window(900, 1_100), new Window(1_101, 1_301));
    }

    @Test
    void around_aClockGoneWrong_costsAWindowOfItsOwn() {
        assertThat(windows.around(List.of(at(5_000_000L), at(0L))))
                .containsExactly(new Window(-100, 100), new Window(4_999_900, 5_000_100));
    }

    @Test
    void around_whatWasLeftUndecided_isReadAsWell() {
        assertThat(windows.around(List.of(at(1_000L), new Window(1_090, 2_000))))
                .containsExactly(new Window(900, 2_100));
        assertThat(windows.around(List.of())).isEmpty();
    }

    @Test
    void around_theEndsOfTime_doNotOverflow() {
        assertThat(windows.around(List.of(at(Long.MAX_VALUE - 1), at(Long.MIN_VALUE + 1))))
                .containsExactly(
                        new Window(Long.MIN_VALUE, Long.MIN_VALUE + 101),
                        new Window(Long.MAX_VALUE - 101, Long.MAX_VALUE));
    }
}
