package org.esdetect.es.task;

import java.util.List;
import java.util.stream.Collectors;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** A query that cannot be run; the message shows each problem in its place. */
public final class InvalidQueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidQueryException(SourceText query, List<Problem> problems) {
        super(problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.render(query))
                .collect(Collectors.joining("\n")));
    }
}
