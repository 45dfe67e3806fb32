package org.esdetect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/**
 * A rule of a file with all that is wrong or doubtful about it, each placed in the file.
 *
 * @param compiled empty when the file itself has an error
 */
record CheckedRule(String path, int line, Optional<String> ruleId, Optional<CompiledRule> compiled, List<Finding> findings) {

    CheckedRule {
        findings = List.copyOf(findings);
    }

    /** What becomes of a rule. */
    enum Status {
        /** It can be run; there may be warnings. */
        OK,
        /** Its author must change it. */
        PROBLEMS,
        /** It may be a fine rule elsewhere, and is not run here. */
        UNSUPPORTED
    }

    static CheckedRule of(RuleFiles.Found found) {
        List<Finding> findings = new ArrayList<>();
        found.read()
                .problems()
                .forEach(problem -> findings.add(new Finding(problem, found.read().source())));
        Optional<CompiledRule> compiled = found.read().rule().map(RuleCompiler::compile);
        compiled.ifPresent(rule -> rule.problems()
                .forEach(problem ->
                        findings.add(inFile(problem, rule.rule(), found.read().source()))));
        return new CheckedRule(found.path(), found.line(), found.read().ruleId(), compiled, findings);
    }

    /** The query stands in the file letter by letter, unless the file writes it with escapes. */
    private static Finding inFile(Problem problem, Rule rule, SourceText file) {
        int start = rule.query().isEmpty() ? -1 : file.text().indexOf(rule.query());
        if (start < 0) {
            return new Finding(problem, new SourceText("query of " + file.name(), rule.query()));
        }
        Span span = new Span(problem.span().start() + start, problem.span().end() + start);
        return new Finding(new Problem(problem.code(), problem.severity(), span, problem.message()), file);
    }

    List<Finding> problems() {
        return findings.stream().filter(Finding::isError).toList();
    }

    List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.isError()).toList();
    }

    Status status() {
        if (problems().isEmpty()) {
            return Status.OK;
        }
        return problems().stream().allMatch(finding -> finding.problem().code() == Problem.Code.UNSUPPORTED)
                ? Status.UNSUPPORTED
                : Status.PROBLEMS;
    }

    /** The same rule with one more problem, of the file as a whole. */
    CheckedRule with(Problem.Code code, String message) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(
                new Finding(new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message), new SourceText(path, "")));
        return new CheckedRule(path, line, ruleId, compiled, more);
    }
}
