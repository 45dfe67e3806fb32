package org.esdetect.es.rest;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.xcontent.ObjectParser;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.XContentParseException;
import org.elasticsearch.xcontent.XContentParser;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /_detect}, as it was sent. */
final class RunBody {
    private static final ObjectParser<RunBody, Void> PARSER = new ObjectParser<>("detect_run", RunBody::new);

    static {
        PARSER.declareStringArray(RunBody::setRules, new ParseField("rules"));
        PARSER.declareField(
                (body, from) -> body.from = from,
                XContentParser::text,
                new ParseField("from"),
                ObjectParser.ValueType.VALUE);
        PARSER.declareField(
                (body, to) -> body.to = to, XContentParser::text, new ParseField("to"), ObjectParser.ValueType.VALUE);
        PARSER.declareBoolean((body, dryRun) -> body.dryRun = dryRun, new ParseField("dry_run"));
        PARSER.declareInt(RunBody::setMaxSignals, new ParseField("max_signals"));
    }

    private @Nullable List<String> rules;
    private @Nullable String from;
    private @Nullable String to;
    private boolean dryRun;
    private @Nullable Integer maxSignals;

    /** @throws XContentParseException with line and column, and what was meant by an unknown field */
    static RunBody parse(XContentParser parser) throws IOException {
        RunBody body = PARSER.parse(parser, null);
        OneObject.checkEnd(parser);
        return body;
    }

    private void setRules(List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "[rules] is empty; name the rules to run, or leave it out for all that are scheduled");
        }
        rules = List.copyOf(ids);
    }

    private void setMaxSignals(int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "[max_signals] is [" + value + "], expected 1 or more; use [dry_run] to write nothing");
        }
        maxSignals = value;
    }

    @Nullable
    List<String> rules() {
        return rules;
    }

    @Nullable
    String from() {
        return from;
    }

    @Nullable
    String to() {
        return to;
    }

    boolean dryRun() {
        return dryRun;
    }

    @Nullable
    Integer maxSignals() {
        return maxSignals;
    }
}
