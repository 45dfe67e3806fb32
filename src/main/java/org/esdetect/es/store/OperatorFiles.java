package org.esdetect.es.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * The rules that the operator of a node laid beside its configuration.
 *
 * @param rules by the name of their file
 * @param problems by the name of the file that was not taken: every error in it
 */
record OperatorFiles(SortedMap<String, Rule> rules, SortedMap<String, List<String>> problems) {
    private static final String ENDING = ".toml";

    /** Reads every rule file in {@code folder}; a file that is wrong keeps no other from being read. */
    static OperatorFiles read(Path folder, ReadLimits limits) {
        OperatorFiles found = new OperatorFiles(new TreeMap<>(), new TreeMap<>());
        if (Files.notExists(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                found.readFile(file, limits);
            }
        } catch (IOException e) {
            found.problems.put(folder.toString(), List.of("the folder cannot be read: " + e));
        }
        found.refuseRepeated();
        return found;
    }

    private void readFile(Path path, ReadLimits limits) {
        String file = path.getFileName().toString();
        try {
            long bytes = Files.size(path);
            if (bytes > limits.maxBytes()) {
                refuse(file, "the file has [" + bytes + "] bytes, the limit is [" + limits.maxBytes() + "]");
                return;
            }
            ReadRule read = TomlRules.read(file, Files.readString(path, StandardCharsets.UTF_8), limits);
            List<String> errors = errors(read);
            if (errors.isEmpty()) {
                rules.put(file, read.rule().orElseThrow());
            } else {
                problems.put(file, errors);
            }
        } catch (IOException e) { // also what is no UTF-8
            refuse(file, "the file cannot be read: " + e);
        }
    }

    private static List<String> errors(ReadRule read) {
        List<String> errors = new ArrayList<>(render(read.problems(), read.source()));
        Optional<String> text = read.query().or(() -> read.rule().map(Rule::query));
        text.ifPresent(query -> {
            List<Problem> problems = read.rule()
                    .map(RuleCompiler::compile)
                    .map(CompiledRule::problems)
                    .orElseGet(() -> RuleCompiler.check(new SourceText("query", query)));
            errors.addAll(
                    render(problems, new SourceText("query of " + read.source().name(), query)));
        });
        return errors;
    }

    private static List<String> render(List<Problem> problems, SourceText source) {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.render(source))
                .toList();
    }

    /** Which of two rules of one id is meant only the operator knows, so neither is taken. */
    private void refuseRepeated() {
        Map<String, List<String>> filesById = new TreeMap<>();
        rules.forEach((file, rule) ->
                filesById.computeIfAbsent(rule.id(), id -> new ArrayList<>()).add(file));
        filesById.forEach((id, files) -> {
            if (files.size() > 1) {
                files.forEach(file -> {
                    rules.remove(file);
                    refuse(
                            file,
                            "field [rule.rule_id] is [" + id + "] in several files, " + files
                                    + ": none of them is taken; give each rule its own");
                });
            }
        });
    }

    private void refuse(String file, String reason) {
        problems.put(file, List.of(reason));
    }
}
