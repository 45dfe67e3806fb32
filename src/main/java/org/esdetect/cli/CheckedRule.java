package org.esdetect.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/**
 * A rule of a file with all that is wrong or doubtful about it, each placed in the file.
 *
 * @param compiled empty when the file itself has an error
 */
record CheckedRule(RuleFiles.Found found, Optional<CompiledRule> compiled, List<Finding> findings) {

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
                .forEach(problem ->
                        findings.add(new Finding(problem, found.read().source())));
        Optional<CompiledRule> compiled = found.read().rule().map(RuleCompiler::compile);
        compiled.ifPresent(rule -> rule.problems().stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .forEach(problem -> findings.add(inFile(problem, rule.rule().query(), found))));
        // The query of a rule with an error elsewhere: its author wants to know all of them at once.
        found.read().query().ifPresent(query -> RuleCompiler.check(new SourceText("query", query))
                .forEach(problem -> findings.add(inFile(problem, query, found))));
        return new CheckedRule(found, compiled, findings);
    }

    /** Of a problem of the query, the place in the file, unless the file writes the query with escapes. */
    private static Finding inFile(Problem problem, String text, RuleFiles.Found found) {
        SourceText file = found.read().source();
        OptionalInt query = queryIn(file.text(), text, found.line());
        if (query.isEmpty()) {
            return new Finding(problem, new SourceText("query of " + found.place(), text));
        }
        int start = query.getAsInt();
        Span span = new Span(problem.span().start() + start, problem.span().end() + start);
        return new Finding(new Problem(problem.code(), problem.severity(), span, problem.message()), file);
    }

    /** Where the value of the field {@code query} starts, from {@code line} on. */
    private static OptionalInt queryIn(String file, String query, int line) {
        int from = 0;
        for (int i = 1; i < line; i++) {
            from = file.indexOf('\n', from) + 1;
        }
        Matcher field = Pattern.compile("\\bquery\"?\\s*[=:]\\s*[\"']+\\s*(" + Pattern.quote(query) + ")\\s*[\"']")
                .matcher(file);
        return !query.isEmpty() && field.find(from) ? OptionalInt.of(field.start(1)) : OptionalInt.empty();
    }

    Optional<String> ruleId() {
        return found.read().ruleId();
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
        more.add(new Finding(
                new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message), new SourceText(found.place(), "")));
        return new CheckedRule(found, compiled, more);
    }
}
