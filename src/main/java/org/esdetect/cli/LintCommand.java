package org.esdetect.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code detect lint}: reads rules and says what is wrong or doubtful about each. */
final class LintCommand implements Subcommand {
    @Override
    public String name() {
        return "lint";
    }

    @Override
    public String summary() {
        return "PATH... [--format json]: check rules, in TOML or NDJSON";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, Set.of(Results.FORMAT), Set.of());
        Results results = Results.of(options, terminal);
        Instant start = Instant.now();
        RuleSet rules = RuleSet.read(options.requiredOperands("a file or folder of rules"), terminal);
        Map<CheckedRule.Status, Integer> counts = new EnumMap<>(CheckedRule.Status.class);
        for (CheckedRule rule : rules.rules()) {
            counts.merge(rule.status(), 1, Integer::sum);
            results.add(object(rule), () -> text(rule));
        }
        long millis = Duration.between(start, Instant.now()).toMillis();
        close(results, rules, counts, millis);
        return counts.getOrDefault(CheckedRule.Status.OK, 0) == rules.rules().size()
                ? DetectCommand.OK
                : DetectCommand.FAILED;
    }

    private static void close(
            Results results, RuleSet rules, Map<CheckedRule.Status, Integer> counts, long elapsedMillis) {
        int ok = counts.getOrDefault(CheckedRule.Status.OK, 0);
        int problems = counts.getOrDefault(CheckedRule.Status.PROBLEMS, 0);
        int unsupported = counts.getOrDefault(CheckedRule.Status.UNSUPPORTED, 0);
        long warned = rules.rules().stream()
                .filter(rule -> !rule.warnings().isEmpty())
                .count();
        results.close(
                Results.object(
                        "rules", rules.rules().size(),
                        "ok", ok,
                        "problems", problems,
                        "unsupported", unsupported,
                        "with_warnings", warned,
                        "elapsed_ms", elapsedMillis),
                ok + " ok, " + problems + " with problems, " + unsupported + " unsupported; " + warned
                        + " with warnings (" + elapsedMillis + " ms)");
    }

    private static Map<String, Object> object(CheckedRule rule) {
        Map<String, Object> object =
                Results.object("path", rule.found().path(), "line", rule.found().line());
        rule.ruleId().ifPresent(id -> object.put("rule_id", id));
        object.put("status", word(rule.status()));
        object.put("problems", objects(rule.problems()));
        object.put("warnings", objects(rule.warnings()));
        return object;
    }

    private static List<Map<String, Object>> objects(List<Finding> findings) {
        return findings.stream().map(Finding::asObject).toList();
    }

    /** Nothing where there is nothing to say. */
    private static String text(CheckedRule rule) {
        if (rule.findings().isEmpty()) {
            return "";
        }
        return rule.found().place() + ": " + word(rule.status())
                + rule.findings().stream()
                        .map(finding -> "\n" + finding.rendered().indent(2).stripTrailing())
                        .collect(Collectors.joining());
    }

    private static String word(CheckedRule.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
