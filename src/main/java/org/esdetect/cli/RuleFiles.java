package org.esdetect.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.TomlRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** Reads rules from files, folders and standard input. Of a folder all that ends in a rule file's ending counts. */
final class RuleFiles {
    private static final List<String> ENDINGS = List.of(".toml", ".ndjson", ".toml.gz", ".ndjson.gz");

    private RuleFiles() {}

    /**
     * A rule, read or rejected, and where it stands.
     *
     * @param line of its file, from 1: a file of TOML is one rule
     */
    record Found(String path, int line, ReadRule read) {
        /** The file, and the line where that says more. */
        String place() {
            return line == 1 ? path : path + ":" + line;
        }
    }

    /**
     * The rules of all {@code paths}, a folder's files by name.
     *
     * @throws IOException if a path cannot be read, or a folder holds no rule file
     */
    static List<Found> read(List<String> paths, Terminal terminal) throws IOException {
        List<Found> found = new ArrayList<>();
        for (String path : paths) {
            Input input = new Input(path, terminal);
            if (input.isStandardInput() || !Files.isDirectory(Input.file(path))) {
                found.addAll(rules(input.name(), input.text()));
            } else {
                found.addAll(inFolder(path, terminal));
            }
        }
        return found;
    }

    private static List<Found> inFolder(String path, Terminal terminal) throws IOException {
        List<SourceText> texts = new ArrayList<>();
        for (Input file : files(path, terminal)) {
            texts.add(new SourceText(file.name(), file.text()));
        }
        return texts.parallelStream()
                .flatMap(file -> {
                    List<Found> inFile = rules(file.name(), file.text());
                    return holdsRules(inFile) ? inFile.stream() : Stream.of();
                })
                .toList();
    }

    /** Events are NDJSON too, and may lie beside rules. */
    private static boolean holdsRules(List<Found> inFile) {
        return !inFile.stream()
                .allMatch(one -> one.read().ruleId().isEmpty()
                        && one.read().problems().stream()
                                .allMatch(problem -> problem.code() == Problem.Code.UNSUPPORTED));
    }

    private static List<Input> files(String path, Terminal terminal) throws IOException {
        try (Stream<Path> inside = Files.walk(Input.file(path))) {
            List<Input> files = inside.filter(RuleFiles::isRuleFile)
                    .sorted()
                    .map(file -> new Input(file.toString(), terminal))
                    .toList();
            if (files.isEmpty()) {
                throw new IOException("no rules in [" + path + "]: expected files *.toml or *.ndjson");
            }
            return files;
        }
    }

    private static boolean isRuleFile(Path file) {
        return ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith) && Files.isRegularFile(file);
    }

    /** JSON starts with a brace, and TOML never does. */
    private static List<Found> rules(String name, String text) {
        if (!text.stripLeading().startsWith("{")) {
            return List.of(new Found(name, 1, TomlRules.read(name, text)));
        }
        if (NdjsonRules.isOneObject(text)) {
            return List.of(new Found(name, 1, NdjsonRules.readRule(name, text, ReadLimits.DEFAULT)));
        }
        List<Found> found = new ArrayList<>();
        for (ImportLine line : NdjsonRules.read(name, text)) {
            if (line instanceof ImportLine.OfRule rule) {
                found.add(new Found(name, rule.line(), rule.rule()));
            } else if (line instanceof ImportLine.Unreadable unreadable) {
                found.add(new Found(
                        name, unreadable.line(), ReadRule.rejected(unreadable.source(), unreadable.problem())));
            }
        }
        return found;
    }
}
