package org.esdetect.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.esdetect.condition.Condition;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;

/** The rules to measure with: those of {@code -Ddetect.bench.rules=FOLDER}, otherwise the bundled ones. */
public final class RuleFolder {
    private static final String PROPERTY = "detect.bench.rules";

    private RuleFolder() {}

    /** A single-event rule and what it means. */
    public record EventRule(Rule rule, Condition condition) {}

    /** All rules of the folder, by id. */
    public static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files()) {
            ReadRule read = TomlRules.read(file.toString(), Files.readString(file));
            rules.add(read.rule().orElseThrow(() -> new IllegalStateException("" + read.renderedProblems())));
        }
        if (System.getProperty(PROPERTY) == null) {
            rules.addAll(BundledRules.load());
        }
        rules.sort(Comparator.comparing(Rule::id));
        return rules;
    }

    /** The files of the folder; none when the bundled rules are to be taken. */
    public static List<Path> files() throws IOException {
        String folder = System.getProperty(PROPERTY);
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }

    /** The single-event rules among them; all must compile. */
    public static List<EventRule> eventRules() throws IOException {
        List<EventRule> found = new ArrayList<>();
        for (Rule rule : rules()) {
            Plan plan = RuleCompiler.compile(rule)
                    .plan()
                    .orElseThrow(() -> new IllegalStateException("rule [" + rule.id() + "] has errors"));
            if (plan instanceof Plan.OfEvent single) {
                found.add(new EventRule(rule, single.condition()));
            }
        }
        return found;
    }
}
