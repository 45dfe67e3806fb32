package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.esdetect.text.Span;
import org.jspecify.annotations.Nullable;

/** Where the fields of a JSON object stand in a text; found only when there is a problem to place. */
final class JsonPositions implements Positions {
    private static final int MAX_DEPTH = 100;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String json;
    private final int offset;
    private @Nullable Map<String, Span> places;

    /** @param offset where {@code json} starts in the text that spans point into */
    JsonPositions(String json, int offset) {
        this.json = json;
        this.offset = offset;
    }

    @Override
    public Span of(String path) {
        Map<String, Span> known = places;
        if (known == null) {
            known = scan();
            places = known;
        }
        String nearest = path;
        while (!nearest.isEmpty() && !known.containsKey(nearest)) {
            nearest = Positions.parent(nearest);
        }
        return known.getOrDefault(nearest, new Span(offset, offset));
    }

    private Map<String, Span> scan() {
        Map<String, Span> found = new HashMap<>();
        // A reader, because only then does the parser count characters.
        try (JsonParser parser = FACTORY.createParser(new StringReader(json))) {
            while (parser.nextToken() != null) {
                boolean item = parser.currentToken() != JsonToken.FIELD_NAME
                        && parser.currentToken() != JsonToken.END_ARRAY
                        && parser.getParsingContext().inArray();
                if (parser.currentToken() == JsonToken.FIELD_NAME || item) {
                    int start = offset + (int) parser.currentTokenLocation().getCharOffset();
                    int length = item ? 1 : parser.currentName().length() + 2;
                    path(parser.getParsingContext())
                            .ifPresent(path -> found.putIfAbsent(path, new Span(start, start + length)));
                }
            }
        } catch (IOException e) {
            // The text was read once without an error; what is found up to here is enough to place a problem.
            return found;
        }
        return found;
    }

    /** The empty text at the top; nothing where the path is too long to be recorded. */
    private static Optional<String> path(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        if (parent == null) {
            return Optional.of("");
        }
        if (context.getNestingDepth() > MAX_DEPTH) {
            return Optional.empty();
        }
        return path(parent)
                .map(around -> context.inArray()
                        ? around + "[" + context.getCurrentIndex() + "]"
                        : around.isEmpty() ? context.getCurrentName() : around + "." + context.getCurrentName())
                .filter(path -> path.length() <= MAX_PATH_LENGTH);
    }
}
