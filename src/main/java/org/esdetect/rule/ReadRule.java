package org.esdetect.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * What became of one rule of a file.
 *
 * @param source the text that the problems' spans point into
 * @param ruleId the rule's id as far as it could be read, to name a rejected rule by
 * @param rule empty when a problem is an error
 * @param query the EQL text of a rule that has such an error elsewhere, so that it can be checked all the same
 */
public record ReadRule(
        SourceText source,
        Optional<String> ruleId,
        Optional<Rule> rule,
        Optional<String> query,
        List<Problem> problems) {
    public ReadRule {
        problems = List.copyOf(problems);
    }

    /** What became of a text that is no rule at all. */
    public static ReadRule rejected(SourceText source, Problem problem) {
        return rejected(source, Optional.empty(), problem);
    }

    /** What became of a rule that is not looked at any further. */
    static ReadRule rejected(SourceText source, Optional<String> ruleId, Problem problem) {
        return new ReadRule(source, ruleId, Optional.empty(), Optional.empty(), List.of(problem));
    }

    /** The query of a rule of which no more is known than its fields. */
    static Optional<String> query(Map<String, Object> fields) {
        return Rule.EQL.equals(fields.get("type")) && fields.get("query") instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
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
