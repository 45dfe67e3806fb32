package org.esdetect.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esdetect.engine.CompiledRule;

/** {@code detect run}: says which events of a file the rules match. */
final class RunCommand implements Subcommand {
    private static final String RULES = "rules";
    private static final String EVENTS = "events";
    private static final String EXPECT = "expect";
    private static final String IGNORE_INDEX = "ignore-index";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "--rules PATH --events FILE [--exceptions FILE] [--ignore-index] [--expect FILE] [--url URL [--mapping ecs|keyword|text]]"
                + " [--format json]: match events with rules";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(
                arguments,
                Set.of(RULES, EVENTS, EXPECT, ExceptionFile.OPTION, Cluster.URL, ScratchMapping.OPTION, Results.FORMAT),
                Set.of(IGNORE_INDEX));
        options.refuseOperands();
        Results results = Results.of(options, terminal);
        Input events = new Input(options.required(EVENTS), terminal);
        String rulePath = options.required(RULES);
        Optional<ExpectedMatches> expected = expected(options, terminal);
        Instant start = Instant.now();
        RuleSet rules = RuleSet.read(List.of(rulePath), terminal);
        int notJudged = rules.reportUnusable(terminal);
        Map<String, CompiledRule> usable = ExceptionFile.apply(options, rules.usable(), terminal);
        EventJudge.Found found = judge(options, usable, events, results, terminal);
        Optional<ExpectedMatches.Differences> differences = expected.map(file -> file.compare(found.linesByRule()));
        differences.ifPresent(all -> all.show(results));
        close(results, usable.size(), notJudged, found, differences, start);
        boolean complete = notJudged == 0 && found.failedRules() == 0;
        return complete && differences.map(ExpectedMatches.Differences::none).orElse(true)
                ? DetectCommand.OK
                : DetectCommand.FAILED;
    }

    private static EventJudge.Found judge(
            Options options, Map<String, CompiledRule> rules, Input events, Results results, Terminal terminal)
            throws IOException {
        FoundMatches found = new FoundMatches(rules, results);
        if (options.value(Cluster.URL).isEmpty()) {
            return new EventJudge(rules, found, terminal).judge(events, options.has(IGNORE_INDEX));
        }
        if (!options.has(IGNORE_INDEX)) {
            throw new UsageException("option [--" + Cluster.URL + "] puts all events into one index; add [--"
                    + IGNORE_INDEX + "] so that every rule judges every event");
        }
        try (ScratchIndex index = ScratchIndex.of(options)) {
            return new IndexEvents(index, rules, found, terminal).judge(events);
        }
    }

    private static Optional<ExpectedMatches> expected(Options options, Terminal terminal) throws IOException {
        Optional<String> path = options.value(EXPECT);
        return path.isPresent() ? Optional.of(ExpectedMatches.read(new Input(path.get(), terminal))) : Optional.empty();
    }

    private static void close(
            Results results,
            int judged,
            int notJudged,
            EventJudge.Found found,
            Optional<ExpectedMatches.Differences> differences,
            Instant start) {
        long millis = Duration.between(start, Instant.now()).toMillis();
        Map<String, Object> summary = Results.object(
                "events", found.events(),
                "rules", judged,
                "rules_not_judged", notJudged + found.failedRules(),
                "rules_matched", found.linesByRule().size(),
                "matches", found.matches());
        differences.ifPresent(all -> {
            summary.put("missing", all.missing());
            summary.put("extra", all.extra());
        });
        summary.put("elapsed_ms", millis);
        results.close(
                summary,
                Results.count(found.matches(), "match", "matches") + " of "
                        + Results.count(found.linesByRule().size(), "rule", "rules") + "; "
                        + Results.count(judged, "rule", "rules") + " judged "
                        + Results.count(found.events(), "event", "events")
                        + differences
                                .map(all -> "; " + all.missing() + " missing, " + all.extra() + " extra")
                                .orElse("")
                        + " (" + millis + " ms)");
    }
}
