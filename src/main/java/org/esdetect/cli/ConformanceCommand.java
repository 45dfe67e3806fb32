package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.cli.CaseReport.Outcome;
import org.esdetect.cli.CaseReport.Status;
import org.esdetect.rule.Rule;

/**
 * {@code detect conformance}: judges files of language cases in the formats that Elasticsearch's own EQL is tested
 * with: queries over a set of events, expressions without any, and drawn sequences.
 */
final class ConformanceCommand implements Subcommand {
    private static final String DATA = "data";
    private static final String CATEGORY = "category-field";
    private static final String SERIAL = "serial-field";
    private static final String SERIES = ".series-spec";

    @Override
    public String name() {
        return "conformance";
    }

    @Override
    public String summary() {
        return "[--data FILE] SPEC... [--category-field NAME] [--serial-field NAME] [--format json]:"
                + " run language cases over a set of events";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, Set.of(DATA, CATEGORY, SERIAL, Results.FORMAT), Set.of());
        CaseReport report = new CaseReport(Results.of(options, terminal));
        List<String> specs = options.requiredOperands("a file of cases, *.toml or *.series-spec");
        Optional<ConformanceData> data = options.value(DATA).isPresent()
                ? Optional.of(ConformanceData.read(new Input(options.required(DATA), terminal), fields(options)))
                : Optional.empty();
        for (String spec : specs) {
            judge(new Input(spec, terminal), data, report);
        }
        return report.close(Status.PASSED, Status.FAILED, Status.SKIPPED);
    }

    private static Rule.FieldNames fields(Options options) {
        return new Rule.FieldNames(
                options.value(CATEGORY).orElse("event_type"),
                Rule.FieldNames.DEFAULT_TIMESTAMP,
                options.value(SERIAL).or(() -> Optional.of("serial_event_id")),
                Optional.empty());
    }

    private static void judge(Input spec, Optional<ConformanceData> data, CaseReport report) throws IOException {
        if (spec.path().endsWith(SERIES)) {
            series(spec, report);
            return;
        }
        JsonNode tables = TomlCases.read(spec);
        if (!tables.path("queries").isArray()) {
            FoldingCases.judge(tables, (name, outcome) -> add(spec, name, outcome, report));
        } else if (data.isEmpty()) {
            throw new UsageException("option [--data] is required: [" + spec.name() + "] holds queries over events");
        } else {
            QueryCases.judge(spec.name(), tables, data.get(), (name, outcome) -> add(spec, name, outcome, report));
        }
    }

    private static void series(Input spec, CaseReport report) throws IOException {
        try {
            for (SeriesSpec one : SeriesSpec.read(spec.name(), spec.text())) {
                List<SeriesSpec.Series> found = one.found();
                Outcome outcome = found.equals(one.expected())
                        ? Outcome.PASSED
                        : Outcome.failed("expected " + one.expected() + ", found " + found);
                add(spec, one.name(), outcome, report);
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }

    private static void add(Input spec, String name, Outcome outcome, CaseReport report) {
        report.add(Results.object("spec", spec.name(), "case", name), spec.name() + ", " + name, outcome);
    }
}
