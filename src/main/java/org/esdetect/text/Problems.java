package org.esdetect.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems in the order they are found: the first 100 errors and the first 100 warnings, so that a hostile
 * text cannot make a report larger than itself. Not thread-safe.
 */
public final class Problems {
    private static final int MAX_PER_SEVERITY = 100;

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        if (hasRoomFor(problem.severity())) {
            found.add(problem);
        }
    }

    /** Whether a problem of that severity would still be kept. */
    public boolean hasRoomFor(Problem.Severity severity) {
        return found.stream().filter(problem -> problem.severity() == severity).count() < MAX_PER_SEVERITY;
    }

    public void error(Problem.Code code, Span span, String message) {
        add(new Problem(code, Problem.Severity.ERROR, span, message));
    }

    public void warning(Problem.Code code, Span span, String message) {
        add(new Problem(code, Problem.Severity.WARNING, span, message));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** What was found so far; a copy. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
