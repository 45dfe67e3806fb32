package org.esdetect.cli;

import java.time.Duration;
import java.time.Instant;

/** Shows every few seconds that a long input is being read; a short one passes without a word. */
final class Progress {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int LOOK_AT_CLOCK_EVERY = 256;

    private final Terminal terminal;
    private final String what;
    private Instant shown = Instant.now();
    private long count;

    /** @param what is counted, for example {@code events} */
    Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    void one() {
        if (++count % LOOK_AT_CLOCK_EVERY == 0
                && Duration.between(shown, Instant.now()).compareTo(PERIOD) >= 0) {
            shown = Instant.now();
            terminal.err().println("    " + count + " " + what);
        }
    }
}
