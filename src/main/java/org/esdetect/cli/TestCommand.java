package org.esdetect.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.esdetect.cli.CaseReport.Status;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.InMemoryRun;

/** {@code detect test}: judges the events that rules must match and those that they must not. */
final class TestCommand implements Subcommand {
    private static final String RULES = "rules";
    private static final String TRIGGERS = "triggers";
    private static final String TESTS = ".tests.json";

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String summary() {
        return "PATH... | --rules PATH --triggers FILE [--exceptions FILE] [--url URL [--mapping ecs|keyword|text]] [--format json]:"
                + " run the tests beside rules, or a file of triggers";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(
                arguments,
                Set.of(RULES, TRIGGERS, ExceptionFile.OPTION, Cluster.URL, ScratchMapping.OPTION, Results.FORMAT),
                Set.of());
        CaseReport report = new CaseReport(Results.of(options, terminal));
        if (options.value(Cluster.URL).isEmpty()) {
            long nowMillis = Instant.now().toEpochMilli();
            return judge(options, (rule, events) -> InMemoryRun.judge(rule, events, nowMillis), report, terminal);
        }
        try (ScratchIndex index = ScratchIndex.of(options)) {
            return judge(options, new IndexCases(index), report, terminal);
        }
    }

    private static int judge(Options options, CaseJudge judge, CaseReport report, Terminal terminal)
            throws IOException {
        if (options.value(RULES).isPresent() || options.value(TRIGGERS).isPresent()) {
            options.refuseOperands();
            String rules = options.required(RULES);
            Input file = new Input(options.required(TRIGGERS), terminal);
            triggers(options, RuleSet.read(List.of(rules), terminal), file, judge, report, terminal);
        } else {
            besideRules(
                    options,
                    options.requiredOperands("a file or folder of rules, or --rules and --triggers"),
                    judge,
                    report,
                    terminal);
        }
        return report.close(Status.PASSED, Status.FAILED);
    }

    private static void triggers(
            Options options, RuleSet rules, Input file, CaseJudge judge, CaseReport report, Terminal terminal)
            throws IOException {
        rules.reportUnusable(terminal);
        Map<String, CompiledRule> usable = ExceptionFile.apply(options, rules.usable(), terminal);
        Progress progress = new Progress(terminal, "cases");
        RuleCases.triggers(file, one -> {
            progress.one();
            judge(one, Optional.ofNullable(usable.get(one.ruleId())), judge, report);
        });
    }

    private static void besideRules(
            Options options, List<String> paths, CaseJudge judge, CaseReport report, Terminal terminal)
            throws IOException {
        for (Path tests : testFiles(paths)) {
            List<RuleCase> cases = RuleCases.tests(new Input(tests.toString(), terminal));
            String rule = tests.toString().replaceFirst("\\.tests\\.json$", ".toml");
            RuleSet rules = RuleSet.read(List.of(Files.exists(Path.of(rule)) ? rule : folder(tests)), terminal);
            rules.reportUnusable(terminal);
            Map<String, CompiledRule> usable = ExceptionFile.apply(options, rules.usable(), terminal);
            for (RuleCase one : cases) {
                judge(one, Optional.ofNullable(usable.get(one.ruleId())), judge, report);
            }
        }
    }

    /** The tests of each path: itself, those in the folder, or those beside the rule. */
    private static Set<Path> testFiles(List<String> paths) throws IOException {
        Set<Path> tests = new LinkedHashSet<>();
        for (String path : paths) {
            Path file = Input.file(path);
            List<Path> found = new ArrayList<>();
            if (Files.isDirectory(file)) {
                try (Stream<Path> inside = Files.walk(file)) {
                    inside.filter(one -> one.toString().endsWith(TESTS))
                            .sorted()
                            .forEach(found::add);
                }
            } else {
                Path beside = Input.file(path.replaceFirst("\\.(toml|ndjson)$", TESTS));
                Stream.of(beside).filter(Files::exists).forEach(found::add);
            }
            if (found.isEmpty()) {
                throw new IOException("no tests for [" + path + "]: expected a file *" + TESTS
                        + (Files.isDirectory(file) ? " in it" : " beside it"));
            }
            tests.addAll(found);
        }
        return tests;
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? "." : parent.toString();
    }

    private static void judge(RuleCase one, Optional<CompiledRule> rule, CaseJudge judge, CaseReport report)
            throws IOException {
        Map<String, Object> names =
                Results.object("rule_id", one.ruleId(), "case", one.name(), "expected", one.match() ? "match" : "miss");
        String rulesName = rule.map(found -> found.rule().name()).orElse(one.ruleId());
        CaseReport.Outcome outcome = rule.isPresent()
                ? one.judge(rule.get(), judge)
                : CaseReport.Outcome.failed("rule [" + one.ruleId() + "] is not there, or cannot be run");
        report.add(names, rulesName + ", " + one.name(), outcome);
    }
}
