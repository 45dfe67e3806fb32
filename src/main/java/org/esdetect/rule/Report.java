package org.esdetect.rule;

import java.util.Comparator;
import java.util.List;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Collects what is wrong with one rule, each problem at the place of the field it names. Not thread-safe. */
final class Report {
    private final Problems problems = new Problems();
    private final Positions positions;

    Report(Positions positions) {
        this.positions = positions;
    }

    void error(String path, String message) {
        error(Problem.Code.RULE_FIELD, path, message);
    }

    void error(Problem.Code code, String path, String message) {
        problems.error(code, positions.of(path), message);
    }

    void warning(String path, String message) {
        warning(Problem.Code.RULE_FIELD, path, message);
    }

    /** The field is accepted and kept, but does not do what its author may expect. */
    void unsupported(String path, String message) {
        warning(Problem.Code.UNSUPPORTED, path, message);
    }

    void warning(Problem.Code code, String path, String message) {
        problems.warning(code, positions.of(path), message);
    }

    boolean hasErrors() {
        return problems.hasErrors();
    }

    /** All problems, in the order of their places; those of one place in the order they were found. */
    List<Problem> inTextOrder() {
        return problems.all().stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .toList();
    }
}
