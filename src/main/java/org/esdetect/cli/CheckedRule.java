package org.esdetect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
record CheckedRule(String path, int line, Optional<String> ruleId, Optional<CompiledRule> compiled, List<Note> notes) {

    CheckedRule {
        notes = List.copyOf(notes);
    }

    /** A problem and the text that its span points into: the file, or the query where the file writes it otherwise. */
    record Note(Problem problem, SourceText source) {
        boolean isError() {
            return problem.severity() == Problem.Severity.ERROR;
        }

        Map<String, Object> asObject() {
            int start = problem.span().start();
            return Results.object(
                    "code", problem.code().name(),
                    "message", problem.message(),
                    "source", source.name(),
                    "line", source.line(start),
                    "column", source.column(start),
                    "text", source.lineAt(start));
        }

        /** For a person: place, message, the line of text. */
        String rendered() {
            return isError()
                    ? problem.render(source)
                    : new Problem(problem.code(), problem.severity(), problem.span(), "warning: " + problem.message())
                            .render(source);
        }
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
        List<Note> notes = new ArrayList<>();
        found.read()
                .problems()
                .forEach(problem -> notes.add(new Note(problem, found.read().source())));
        Optional<CompiledRule> compiled = found.read().rule().map(RuleCompiler::compile);
        compiled.ifPresent(rule -> rule.problems()
                .forEach(problem ->
                        notes.add(inFile(problem, rule.rule(), found.read().source()))));
        return new CheckedRule(found.path(), found.line(), found.read().ruleId(), compiled, notes);
    }

    /** The query stands in the file letter by letter, unless the file writes it with escapes. */
    private static Note inFile(Problem problem, Rule rule, SourceText file) {
        int start = rule.query().isEmpty() ? -1 : file.text().indexOf(rule.query());
        if (start < 0) {
            return new Note(problem, new SourceText("query of " + file.name(), rule.query()));
        }
        Span span = new Span(problem.span().start() + start, problem.span().end() + start);
        return new Note(new Problem(problem.code(), problem.severity(), span, problem.message()), file);
    }

    List<Note> problems() {
        return notes.stream().filter(Note::isError).toList();
    }

    List<Note> warnings() {
        return notes.stream().filter(note -> !note.isError()).toList();
    }

    Status status() {
        if (problems().isEmpty()) {
            return Status.OK;
        }
        return problems().stream().allMatch(note -> note.problem().code() == Problem.Code.UNSUPPORTED)
                ? Status.UNSUPPORTED
                : Status.PROBLEMS;
    }

    /** The same rule with one more problem, of the file as a whole. */
    CheckedRule with(Problem.Code code, String message) {
        List<Note> more = new ArrayList<>(notes);
        more.add(
                new Note(new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message), new SourceText(path, "")));
        return new CheckedRule(path, line, ruleId, compiled, more);
    }
}
