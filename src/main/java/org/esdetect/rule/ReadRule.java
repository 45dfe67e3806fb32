package org.esdetect.rule;

import java.util.List;
import java.util.Optional;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * What became of one rule of a file.
 *
 * @param source the text that the problems' spans point into
 * @param ruleId the rule's id as far as it could be read, to name a rejected rule by
 * @param rule empty when a problem is an error
 */
public record ReadRule(SourceText source, Optional<String> ruleId, Optional<Rule> rule, List<Problem> problems) {
    public ReadRule {
        problems = List.copyOf(problems);
    }

    /** What an import reports of the rule. */
    public enum Status {
        LOADED,
        LOADED_WITH_WARNINGS,
        REJECTED
    }

    public Status status() {
        if (rule.isEmpty()) {
            return Status.REJECTED;
        }
        return problems.isEmpty() ? Status.LOADED : Status.LOADED_WITH_WARNINGS;
    }

    /** Every problem for a person: name, line, column, message, code, the line of text. */
    public List<String> renderedProblems() {
        return problems.stream().map(problem -> problem.render(source)).toList();
    }
}
