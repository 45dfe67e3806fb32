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
    private static final Pattern SUGGESTION = Pattern.compile("did you mean \\[([^\\]]+)\\]");

    public boolean isError() {
        return problem.severity() == Problem.Severity.ERROR;
    }

    /** {@code query:2:3: message [CODE]}, and below it the line with the place marked. */
    public String render() {
        return problem.render(source);
    }

    Map<String, Object> toMap() {
        int start = Math.min(problem.span().start(), source.text().length());
        int end = Math.min(problem.span().end(), source.text().length());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", problem.code().name());
        map.put("severity", isError() ? "error" : "warning");
        map.put("message", problem.message());
        map.put("in", source.name());
        map.put("line", source.line(start));
        map.put("column", source.column(start));
        map.put("excerpt", Excerpt.of(source.text().substring(start, end)));
        Matcher suggestion = SUGGESTION.matcher(problem.message());
        if (suggestion.find()) {
            map.put("suggestion", suggestion.group(1));
        }
        return map;
    }
}
