package org.esdetect.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;

/** Reads a JSON object a line, one after the other; blank lines count but say nothing. */
final class JsonLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader OBJECT = JSON.readerForMapOf(Object.class);

    private JsonLines() {}

    /** Takes a line's object. */
    @FunctionalInterface
    interface Taker {
        /** @param line counted from 1 */
        void take(int line, Map<String, Object> object) throws IOException;
    }

    /**
     * Gives every object of {@code input} to {@code taker}.
     *
     * @throws IOException naming file and line where one cannot be read
     */
    static void read(Input input, Taker taker) throws IOException {
        try (BufferedReader reader = input.reader()) {
            int number = 0;
            for (String line = next(input, reader); line != null; line = next(input, reader)) {
                take(input.name(), ++number, line, taker);
            }
        }
    }

    /** The same of a text that was read before; {@code name} is its file's. */
    static void read(String name, String text, Taker taker) throws IOException {
        int number = 0;
        for (String line : text.lines().toList()) {
            take(name, ++number, line, taker);
        }
    }

    /** The same of a text that is one object, laid out over lines. */
    static void readOne(String name, String text, Taker taker) throws IOException {
        take(name, 1, text, taker);
    }

    private static void take(String name, int number, String line, Taker taker) throws IOException {
        if (!line.isBlank()) {
            taker.take(number, object(name + ":" + number, line));
        }
    }

    /** The whole of {@code input} as one JSON value. */
    static JsonNode readWhole(Input input) throws IOException {
        try {
            return JSON.readTree(input.text());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    input.name() + ":" + Math.max(1, e.getLocation().getLineNr()) + ": " + reason(e), e);
        }
    }

    private static String next(Input input, BufferedReader reader) throws IOException {
        try {
            return reader.readLine();
        } catch (IOException e) {
            // A packed file that ends early, for one.
            throw input.unreadable(e);
        }
    }

    private static Map<String, Object> object(String place, String line) throws IOException {
        try {
            Map<String, Object> object = OBJECT.readValue(line);
            if (object == null) {
                throw MismatchedInputException.from(null, Map.class, "null");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IOException(place + ": " + reason(e), e);
        }
    }

    private static String reason(JsonProcessingException e) {
        return e instanceof MismatchedInputException
                ? "expected one JSON object and nothing after it"
                : "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
