package org.esdetect.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.esdetect.text.Spelling;

/** What a command found: text for people, or for programs a JSON object a line of which the last is the summary. */
final class Results {
    /** The option that chooses. */
    static final String FORMAT = "format";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORMATS = List.of("text", "json");

    private final Terminal terminal;
    private final boolean json;

    private Results(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /** As {@code --format} says. */
    static Results of(Options options, Terminal terminal) {
        String format = options.value(FORMAT).orElse("text");
        if (!FORMATS.contains(format)) {
            throw new UsageException("option [--" + FORMAT + "] is [" + format + "], expected one of " + FORMATS
                    + Spelling.suggestion(format, FORMATS));
        }
        return new Results(terminal, format.equals("json"));
    }

    /** One finding; empty text says nothing to people. */
    void add(Map<String, ?> object, Supplier<String> text) {
        if (json) {
            print(object);
        } else {
            String line = text.get();
            if (!line.isEmpty()) {
                terminal.out().println(line);
            }
        }
    }

    /** The end. */
    void close(Map<String, ?> summary, String text) {
        if (json) {
            print(Map.of("summary", summary));
        } else {
            terminal.out().println(text);
        }
    }

    /** A JSON object of these names and values, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return object;
    }

    /** A number with its word: {@code 1 match}, {@code 2 matches}. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void print(Map<String, ?> object) {
        try {
            terminal.out().println(JSON.writeValueAsString(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text and numbers are JSON", impossible);
        }
    }
}
