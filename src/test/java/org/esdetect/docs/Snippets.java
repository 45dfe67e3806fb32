package org.esdetect.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fenced blocks of README and docs, as a reader would copy them. */
public record Snippets(List<Snippet> all) {

    /**
     * One fenced block.
     *
     * @param line 1-based line of its first content line
     * @param language the word after the fence, empty when there is none
     */
    public record Snippet(Path file, int line, String language, String text) {}

    /** Every block of {@code README.md}, {@code CONTRIBUTING.md} and {@code docs/**.md}. */
    public static Snippets read() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        return new Snippets(
                files.stream().flatMap(file -> blocks(file).stream()).toList());
    }

    /** The commands of all {@code sh} blocks that start with {@code program}, one a line. */
    public List<String> commands(String program) {
        return all.stream()
                .filter(snippet -> snippet.language().equals("sh"))
                .flatMap(snippet -> snippet.text().lines())
                .map(String::strip)
                .filter(line -> line.startsWith(program + " ") || line.equals(program))
                .toList();
    }

    private static List<Snippet> blocks(Path file) {
        List<Snippet> blocks = new ArrayList<>();
        String language = null;
        StringBuilder text = new StringBuilder();
        int start = 0;
        int number = 0;
        for (String indented : lines(file)) {
            // A block inside a list is a block too.
            String line = indented.stripLeading().startsWith("```") ? indented.stripLeading() : indented;
            number++;
            if (line.startsWith("```") && language == null) {
                language = line.substring(3).strip();
                start = number + 1;
                text.setLength(0);
            } else if (line.startsWith("```") && language != null) {
                blocks.add(new Snippet(file, start, language, text.toString()));
                language = null;
            } else if (language != null) {
                text.append(line).append('\n');
            }
        }
        return blocks;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
