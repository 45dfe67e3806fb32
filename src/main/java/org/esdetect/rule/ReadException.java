package org.esdetect.rule;

import java.util.List;
import java.util.Optional;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * What became of one exception item or list of a file.
 *
 * @param source the text that the problems' spans point into
 * @param id as far as it could be read, to name a rejected one by
 * @param value empty when a problem is an error
 * @param <T> {@link ExceptionItem} or {@link ExceptionList}
 */
public record ReadException<T>(SourceText source, Optional<String> id, Optional<T> value, List<Problem> problems) {
    public ReadException {
        problems = List.copyOf(problems);
    }

    /** Every problem for a person: name, line, column, message, code, the line of text. */
    public List<String> renderedProblems() {
        return problems.stream().map(problem -> problem.render(source)).toList();
    }
}
