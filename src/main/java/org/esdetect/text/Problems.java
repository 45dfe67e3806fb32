package org.esdetect.text;

import java.util.ArrayList;
import java.util.List;

/** Collects problems in the order they are found. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void error(Problem.Code code, Span span, String message) {
        found.add(new Problem(code, Problem.Severity.ERROR, span, message));
    }

    public void warning(Problem.Code code, Span span, String message) {
        found.add(new Problem(code, Problem.Severity.WARNING, span, message));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** What was found so far; a copy. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
