package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.esdetect.cli.CaseReport.Outcome;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.engine.AdHocQuery;
import org.esdetect.sequence.SequenceLimitExceededException;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * Cases of the form {@code [[queries]]} with {@code name}, {@code query} and {@code expected_event_ids}: the events of
 * the result in order, those of sequences one sequence after the other.
 */
final class QueryCases {
    private QueryCases() {}

    static void judge(String file, JsonNode tables, ConformanceData data, TomlCases.Taker taker) throws IOException {
        for (JsonNode one : tables.path("queries")) {
            String name = one.path("name").asText("without a name");
            if (!one.path("query").isTextual()
                    || !one.path("expected_event_ids").isArray()) {
                throw new IOException(
                        file + ": query [" + name + "] needs a text [query] and a list [expected_event_ids]");
            }
            List<Long> expected = new ArrayList<>();
            one.path("expected_event_ids").forEach(id -> expected.add(id.asLong()));
            taker.take(name, outcome(one.path("query").asText(), expected, data));
        }
    }

    private static Outcome outcome(String query, List<Long> expected, ConformanceData data) {
        AdHocQuery.Compiled compiled = AdHocQuery.compile(new SourceText("query", query), data.fields());
        if (compiled.query().isEmpty()) {
            return Outcome.failed(compiled.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(Problem::message)
                    .collect(Collectors.joining("; ")));
        }
        try {
            List<Long> found = compiled.query().get().run(data.events()).stream()
                    .flatMap(List::stream)
                    .map(data.serials()::get)
                    .toList();
            return found.equals(expected)
                    ? Outcome.PASSED
                    : Outcome.failed("expected events " + expected + ", found " + found);
        } catch (BudgetExceededException | SequenceLimitExceededException tooLarge) {
            return Outcome.failed(String.valueOf(tooLarge.getMessage()));
        }
    }
}
