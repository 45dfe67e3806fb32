package org.esdetect.es.author;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** A problem and the text that it is about: the query, or the whole rule as it was sent. */
public record Finding(SourceText source, Problem problem) {
    /** What the text of a query is called. */
    static final String QUERY = "query";

    private static final Pattern SUGGESTION = Pattern.compile("did you mean \\[([^\\]]+)\\]");

    public boolean isError() {
        return problem.severity() == Problem.Severity.ERROR;
    }

    /** Whether it is about the query, whose places are counted from the query's start. */
    public boolean isOfQuery() {
        return source.name().equals(QUERY);
    }

    /** The message with its place in its text, on one line and without the text. */
    public String sentence() {
        int start = Math.min(problem.span().start(), source.text().length());
        String place = isOfQuery()
                ? "line [" + source.line(start) + "], column [" + source.column(start) + "] of the query"
                : "column [" + source.column(start) + "]";
        return problem.message() + " (" + place + ") [" + problem.code() + "]";
    }

    /** {@code query:2:3: message [CODE]}, and below it the line with the place marked. */
    public String render() {
        return problem.render(source);
    }

    /** As it is answered. */
    public Map<String, Object> toMap() {
        return toMap(source.line(Math.min(problem.span().start(), source.text().length())));
    }

    /**
     * The same of a problem whose line is known: to count lines in a long file for each of many problems takes long.
     */
    public Map<String, Object> toMap(int line) {
        int start = Math.min(problem.span().start(), source.text().length());
        int end = Math.min(problem.span().end(), source.text().length());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", problem.code().name());
        map.put("severity", isError() ? "error" : "warning");
        map.put("message", problem.message());
        map.put("in", source.name());
        map.put("line", line);
        map.put("column", source.column(start));
        map.put("excerpt", Excerpt.of(source.text().substring(start, end)));
        Matcher suggestion = SUGGESTION.matcher(problem.message());
        if (suggestion.find()) {
            map.put("suggestion", suggestion.group(1));
        }
        return map;
    }
}
