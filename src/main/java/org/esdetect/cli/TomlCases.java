package org.esdetect.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;

/** Reads a file of cases in TOML. */
final class TomlCases {
    private static final TomlMapper TOML = new TomlMapper();

    private TomlCases() {}

    /** Takes what became of each case. */
    @FunctionalInterface
    interface Taker {
        void take(String name, CaseReport.Outcome outcome);
    }

    /** @throws IOException naming the line where the text is no TOML */
    static JsonNode read(Input input) throws IOException {
        return read(input.name(), input.text());
    }

    static JsonNode read(String name, String text) throws IOException {
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IOException(
                    name + ":" + line + ": not TOML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                    e);
        }
    }
}
