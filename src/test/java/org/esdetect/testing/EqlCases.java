package org.esdetect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Language cases, which are data: {@code src/test/resources/eql/*.toml}, one {@code [[case]]} a fact. */
public final class EqlCases {
    private EqlCases() {}

    /** The cases of {@code eql/name.toml}. */
    public static List<Case> of(String name) {
        try (InputStream file = EqlCases.class.getResourceAsStream("/eql/" + name + ".toml")) {
            List<Case> cases = new ArrayList<>();
            new TomlMapper()
                    .readTree(Objects.requireNonNull(file, name))
                    .get("case")
                    .forEach(entry -> cases.add(new Case(entry)));
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One fact. */
    public record Case(JsonNode entry) {
        /** The value of {@code key}, which must be there. */
        public String text(String key) {
            return entry.required(key).asText();
        }

        public String query() {
            return text("query");
        }

        /** What stands in a test report. */
        @Override
        public String toString() {
            return text("name");
        }
    }
}
