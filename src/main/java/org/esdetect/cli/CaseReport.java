package org.esdetect.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows test cases one by one and counts them. */
final class CaseReport {
    private final Results results;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

    /** What became of a case. */
    enum Status {
        PASSED,
        FAILED,
        /** Judged, and known to differ for a reason that is written down. */
        SKIPPED
    }

    /**
     * What became of a case.
     *
     * @param reason why it did not pass; empty when it did
     */
    record Outcome(Status status, String reason) {
        static final Outcome PASSED = new Outcome(Status.PASSED, "");

        static Outcome failed(String reason) {
            return new Outcome(Status.FAILED, reason);
        }

        static Outcome skipped(String reason) {
            return new Outcome(Status.SKIPPED, reason);
        }

        /** Passed where there is no reason why not. */
        static Outcome of(Optional<String> failure) {
            return failure.map(Outcome::failed).orElse(PASSED);
        }
    }

    CaseReport(Results results) {
        this.results = results;
    }

    /** @param names what the case is called by programs; its status and reason are added */
    void add(Map<String, Object> names, String title, Outcome outcome) {
        counts.merge(outcome.status(), 1, Integer::sum);
        names.put("status", word(outcome.status()));
        if (!outcome.reason().isEmpty()) {
            names.put("reason", outcome.reason());
        }
        results.add(
                names,
                () -> word(outcome.status()) + "  " + title
                        + (outcome.reason().isEmpty() ? "" : "\n        " + outcome.reason()));
    }

    int count(Status status) {
        return counts.getOrDefault(status, 0);
    }

    /** Writes the closing line, which names {@code statuses}; the exit code. */
    int close(Status... statuses) {
        Map<String, Object> summary = Results.object();
        StringBuilder text = new StringBuilder();
        for (Status status : statuses) {
            summary.put(word(status), count(status));
            text.append(text.isEmpty() ? "" : ", ")
                    .append(count(status))
                    .append(' ')
                    .append(word(status));
        }
        results.close(summary, text.toString());
        return count(Status.FAILED) == 0 ? DetectCommand.OK : DetectCommand.FAILED;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
