package org.esdetect.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.esdetect.text.Problem;

/**
 * Collects what is wrong with one rule, each problem at the place of the field it names. Beyond a hundred problems they
 * are only counted. Not thread-safe.
 */
final class Report {
    private static final int MAX_PROBLEMS = 100;

    private final List<Problem> problems = new ArrayList<>();
    private final Positions positions;
    private int hidden;
    private boolean hasErrors;

    Report(Positions positions) {
        this.positions = positions;
    }

    void error(String path, String message) {
        error(Problem.Code.RULE_FIELD, path, message);
    }

    void error(Problem.Code code, String path, String message) {
        hasErrors = true;
        add(code, Problem.Severity.ERROR, path, message);
    }

    void warning(String path, String message) {
        warning(Problem.Code.RULE_FIELD, path, message);
    }

    /** The field is accepted and kept, but does not do what its author may expect. */
    void unsupported(String path, String message) {
        warning(Problem.Code.UNSUPPORTED, path, message);
    }

    void warning(Problem.Code code, String path, String message) {
        add(code, Problem.Severity.WARNING, path, message);
    }

    boolean hasErrors() {
        return hasErrors;
    }

    /** All problems, in the order of their places; those of one place in the order they were found. */
    List<Problem> inTextOrder() {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(problem -> problem.span().start()));
        if (hidden > 0) {
            sorted.add(new Problem(
                    Problem.Code.TOO_LARGE,
                    hasErrors ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                    positions.of(""),
                    "[" + hidden + "] further problems are not shown"));
        }
        return List.copyOf(sorted);
    }

    private void add(Problem.Code code, Problem.Severity severity, String path, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(code, severity, positions.of(path), message));
        } else {
            hidden++;
        }
    }
}
