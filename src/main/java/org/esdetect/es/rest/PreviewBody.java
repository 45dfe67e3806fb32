package org.esdetect.es.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.xcontent.ObjectParser;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.XContentParseException;
import org.elasticsearch.xcontent.XContentParser;
import org.esdetect.es.hand.PreviewRequest;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /_detect/_preview}, as it was sent. */
final class PreviewBody {
    private static final int MAX_SIZE = 10_000;
    private static final int MAX_ALERTS = 100;
    private static final int DEFAULT_SIZE = 100;
    private static final int DEFAULT_FETCH_SIZE = 500;
    private static final int MAX_FETCH_SIZE = 1_000;

    private static final ObjectParser<PreviewBody, Void> PARSER =
            new ObjectParser<>("detect_preview", PreviewBody::new);

    static {
        text("rule_id", (body, text) -> body.ruleId = text);
        text("query", (body, text) -> body.query = text);
        PARSER.declareStringArray((body, patterns) -> body.index = patterns, new ParseField("index"));
        text("from", (body, text) -> body.from = text);
        text("to", (body, text) -> body.to = text);
        PARSER.declareInt((body, size) -> body.size = size, new ParseField("size"));
        PARSER.declareInt((body, size) -> body.fetchSize = size, new ParseField("fetch_size"));
        PARSER.declareBoolean((body, alerts) -> body.alerts = alerts, new ParseField("alerts"));
        text("result_position", (body, text) -> body.resultPosition = text);
        text("event_category_field", (body, text) -> body.category = text);
        text("timestamp_field", (body, text) -> body.timestamp = text);
        text("tiebreaker_field", (body, text) -> body.tiebreaker = text);
    }

    private @Nullable String ruleId;
    private @Nullable String query;
    private @Nullable List<String> index;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable Integer size;
    private int fetchSize = DEFAULT_FETCH_SIZE;
    private boolean alerts;
    private String resultPosition = "tail";
    private @Nullable String category;
    private @Nullable String timestamp;
    private @Nullable String tiebreaker;

    /** Takes one text of a body. */
    @FunctionalInterface
    private interface Text {
        void set(PreviewBody body, String text);
    }

    private static void text(String name, Text text) {
        PARSER.declareField(text::set, XContentParser::text, new ParseField(name), ObjectParser.ValueType.VALUE);
    }

    /** @throws XContentParseException with line and column, and what was meant by an unknown field */
    static PreviewBody parse(XContentParser parser) throws IOException {
        PreviewBody body = PARSER.parse(parser, null);
        OneObject.checkEnd(parser);
        return body;
    }

    /** @throws IllegalArgumentException when the fields contradict each other or are out of bounds */
    PreviewRequest request() {
        int most = alerts ? MAX_ALERTS : MAX_SIZE;
        int shown = size == null ? Math.min(DEFAULT_SIZE, most) : size;
        if (shown < 0 || shown > most) {
            throw new IllegalArgumentException("[size] is [" + shown + "], expected [0] to [" + most + "]"
                    + (alerts ? " with [alerts]" : "") + "; narrow the window to see others");
        }
        if (fetchSize < 2 || fetchSize > MAX_FETCH_SIZE) {
            throw new IllegalArgumentException(
                    "[fetch_size] is [" + fetchSize + "], expected [2] to [" + MAX_FETCH_SIZE + "]");
        }
        return new PreviewRequest(
                subject(), Optional.ofNullable(from), Optional.ofNullable(to), shown, newest(), alerts, fetchSize);
    }

    private boolean newest() {
        return switch (resultPosition) {
            case "tail" -> true;
            case "head" -> false;
            default ->
                throw new IllegalArgumentException(
                        "[result_position] is [" + resultPosition + "], expected [head] or [tail]");
        };
    }

    private PreviewRequest.Subject subject() {
        if ((ruleId == null) == (query == null)) {
            throw new IllegalArgumentException("a preview needs either [rule_id] or [query] with [index], found "
                    + (query == null ? "none" : "both"));
        }
        if (ruleId != null) {
            if (index != null || category != null || timestamp != null || tiebreaker != null) {
                throw new IllegalArgumentException(
                        "[index] and the names of fields belong to a [query]; the rule [" + ruleId + "] has its own");
            }
            return new PreviewRequest.Subject.OfRule(ruleId);
        }
        if (index == null || index.isEmpty()) {
            throw new IllegalArgumentException("[query] needs [index], the indices to look at");
        }
        return new PreviewRequest.Subject.OfQuery(
                query,
                index,
                new Rule.FieldNames(
                        category == null ? Rule.FieldNames.DEFAULT_CATEGORY : category,
                        timestamp == null ? Rule.FieldNames.DEFAULT_TIMESTAMP : timestamp,
                        Optional.ofNullable(tiebreaker),
                        Optional.empty()));
    }
}
