package org.esdetect.cli;

import java.util.Map;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** A problem and the text that its span points into: the file, or the query where the file writes it otherwise. */
record Finding(Problem problem, SourceText source) {
    /** Of a longer line only the surroundings of the place are shown: a query may be one line of thousands of letters. */
    private static final int LONGEST_LINE = 160;

    private static final int BEFORE_PLACE = 60;

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
                "text", cut().text());
    }

    /** For a person: place, message, the line of text, and carets below the place. */
    String rendered() {
        int start = problem.span().start();
        Cut line = cut();
        int carets = Math.max(1, Math.min(problem.span().end() - start, line.text().length() - line.place()));
        String indent = line.text().substring(0, Math.min(line.place(), line.text().length())).replaceAll("[^\t]", " ");
        return source.name() + ":" + source.line(start) + ":" + source.column(start) + ": "
                + (isError() ? "" : "warning: ") + problem.message() + " [" + problem.code() + "]"
                + (line.text().isEmpty() ? "" : "\n    " + line.text() + "\n    " + indent + "^".repeat(carets));
    }

    /** A line, or what is shown of it, and the offset of the place in it. */
    private record Cut(String text, int place) {}

    private Cut cut() {
        String line = source.lineAt(problem.span().start());
        int place = source.column(problem.span().start()) - 1;
        if (line.length() <= LONGEST_LINE) {
            return new Cut(line, place);
        }
        int from = Math.max(0, Math.min(place - BEFORE_PLACE, line.length() - LONGEST_LINE));
        int to = Math.min(line.length(), from + LONGEST_LINE);
        String before = from == 0 ? "" : "...";
        return new Cut(before + line.substring(from, to) + (to == line.length() ? "" : "..."), place - from + before.length());
    }
}
