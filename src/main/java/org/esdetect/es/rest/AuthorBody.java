package org.esdetect.es.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.xcontent.ParsedMediaType;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.author.Submission;
import org.esdetect.text.Spelling;

/** Bodies that bring a rule or a query along. */
final class AuthorBody {
    private static final String TOML = "application/toml";

    private AuthorBody() {}

    /** Whether {@code request} says that its body is a rule in TOML. */
    static boolean isToml(RestRequest request) {
        ParsedMediaType type = request.getParsedContentType();
        return type != null && type.mediaTypeWithoutParameters().equals(TOML);
    }

    /** A rule, as JSON or TOML, or a query. */
    static Submission submission(RestRequest request, int maxBytes) {
        if (isToml(request)) {
            return new Submission.Toml(BodyText.read(request, maxBytes));
        }
        Map<String, Object> body = object(request, maxBytes);
        if (Submission.isQuery(body)) {
            checkKnown(body, Submission.QUERY_FIELDS);
            return Submission.query(body);
        }
        return isJson(request) ? new Submission.Json(BodyText.read(request, maxBytes)) : new Submission.Fields(body);
    }

    /** A rule, as JSON or TOML, or in another form of JSON. */
    static Submission rule(RestRequest request, int maxBytes) {
        if (isToml(request)) {
            return new Submission.Toml(BodyText.read(request, maxBytes));
        }
        return request.hasContent() && isJson(request)
                ? new Submission.Json(BodyText.read(request, maxBytes))
                : new Submission.Fields(object(request, maxBytes));
    }

    private static boolean isJson(RestRequest request) {
        return request.getXContentType().canonical() == XContentType.JSON;
    }

    /** The body as an object. */
    static Map<String, Object> object(RestRequest request, int maxBytes) {
        if (!request.hasContent()) {
            throw new ElasticsearchParseException("request body is required");
        }
        BodyText.checkSize(request.content().length(), maxBytes);
        return OneObject.read(request.requiredContent(), request.getXContentType());
    }

    /**
     * @throws IllegalArgumentException naming a field that is not among {@code known}, and the one that may be meant
     */
    static void checkKnown(Map<String, Object> body, Set<String> known) {
        for (String field : body.keySet()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("unknown field [" + field + "]" + Spelling.suggestion(field, known)
                        + "; there are " + new TreeSet<>(known));
            }
        }
    }

    /** The truth under {@code field}; {@code false} when there is none. */
    static boolean flag(Map<String, Object> body, String field) {
        Object value = body.getOrDefault(field, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("[" + field + "] must be true or false, found [" + value + "]");
    }

    /**
     * The rule that stands under {@code rule}, an object or TOML as text; the one that {@code rule_id} names; a query.
     */
    @SuppressWarnings("unchecked") // the keys of a parsed body are strings
    static Submission nested(Map<String, Object> body) {
        List<String> present = new ArrayList<>();
        for (String way : List.of("rule", "rule_id", "query")) {
            if (body.get(way) != null) {
                present.add(way);
            }
        }
        if (present.size() != 1) {
            throw new IllegalArgumentException("expected one of [rule_id], [rule] and [query], found " + present);
        }
        Optional<String> ruleId = Submission.text(body, "rule_id");
        if (ruleId.isPresent()) {
            return new Submission.Stored(ruleId.get());
        }
        Object rule = body.get("rule");
        if (rule instanceof String toml) {
            return new Submission.Toml(toml);
        }
        if (rule instanceof Map<?, ?> fields) {
            return new Submission.Fields((Map<String, Object>) fields);
        }
        if (rule != null) {
            throw new IllegalArgumentException("[rule] must be an object, or TOML as text");
        }
        return Submission.query(body);
    }
}
