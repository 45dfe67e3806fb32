package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/**
 * Reads rules as Kibana exports them: an object a line, rules first, then exception lists and items, connectors, and a
 * summary.
 *
 * <p>A rule without {@code rule_id} gets one that is a function of its fields, so that importing it twice makes one
 * rule. A rule that does not say whether it is enabled is not, as in Kibana.
 */
public final class NdjsonRules {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private NdjsonRules() {}

    /** Every line that is not blank, in order. */
    public static List<ImportLine> read(String name, String ndjson, ReadLimits limits) {
        SourceText source = new SourceText(name, ndjson);
        List<ImportLine> lines = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < ndjson.length(); line++) {
            int end = ndjson.indexOf('\n', start);
            end = end < 0 ? ndjson.length() : end;
            String json = ndjson.substring(start, end);
            if (!json.isBlank()) {
                lines.add(readLine(source, line, json, start, limits));
            }
            start = end + 1;
        }
        return lines;
    }

    /** {@link #read(String, String, ReadLimits)} within the usual limits. */
    public static List<ImportLine> read(String name, String ndjson) {
        return read(name, ndjson, ReadLimits.DEFAULT);
    }

    /** Whether {@code text} is one rule laid out over several lines, as an answer of the cluster is. */
    public static boolean isOneObject(String text) {
        String firstLine = text.stripLeading().lines().findFirst().orElse("");
        return firstLine.strip().equals("{");
    }

    /** One rule as one JSON object, which may span lines. */
    public static ReadRule readRule(String name, String json, ReadLimits limits) {
        return readRule(name, json, limits, Optional.empty());
    }

    /** The same; a rule that does not say its id has {@code givenId}. */
    public static ReadRule readRule(String name, String json, ReadLimits limits, Optional<String> givenId) {
        SourceText source = new SourceText(name, json);
        Optional<Problem> tooLarge = tooLarge(json, 0, limits);
        if (tooLarge.isPresent()) {
            return ReadRule.rejected(source, tooLarge.get());
        }
        try {
            Report report = new Report(new JsonPositions(json, 0));
            return readRule(source, parse(json), report, limits, givenId);
        } catch (JsonProcessingException e) {
            return ReadRule.rejected(source, Unreadable.problem(e, "JSON", json, 0));
        }
    }

    /** One rule that was parsed elsewhere; its problems have no place. */
    public static ReadRule readRule(String name, Map<String, Object> object, ReadLimits limits) {
        return readRule(name, object, limits, Optional.empty());
    }

    /** The same; a rule that does not say its id has {@code givenId}. */
    public static ReadRule readRule(
            String name, Map<String, Object> object, ReadLimits limits, Optional<String> givenId) {
        return readRule(new SourceText(name, ""), object, new Report(Positions.NONE), limits, givenId);
    }

    private static ReadRule readRule(
            SourceText source, Map<String, Object> object, Report report, ReadLimits limits, Optional<String> givenId) {
        new ValueLimits(limits, report).check(object);
        Map<String, Object> values = new LinkedHashMap<>(object);
        if (values.get("rule_id") == null && !report.hasErrors()) {
            values.put("rule_id", givenId.orElseGet(() -> idOf(object)));
        }
        Optional<Rule> rule = report.hasErrors()
                ? Optional.empty()
                : RuleReader.read(new Fields("", values, report), values, Map.of(), false);
        Optional<String> query = rule.isPresent() ? Optional.empty() : ReadRule.query(values);
        return new ReadRule(source, ruleId(values), rule, query, report.inTextOrder());
    }

    private static Optional<String> ruleId(Map<String, Object> values) {
        return values.get("rule_id") instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static ImportLine readLine(SourceText source, int line, String json, int offset, ReadLimits limits) {
        Map<String, Object> object;
        try {
            object = parse(json);
        } catch (JsonProcessingException e) {
            return new ImportLine.Unreadable(line, source, Unreadable.problem(e, "JSON", json, offset));
        }
        if (object.containsKey("exported_count")) {
            return new ImportLine.Summary(line, Frozen.object(object));
        }
        if (object.containsKey("entries")) {
            return new ImportLine.ExceptionItem(
                    line, text(object, "list_id"), text(object, "item_id"), Frozen.object(object));
        }
        if (object.containsKey("type") && object.containsKey("risk_score")) {
            Optional<Problem> tooLarge = tooLarge(json, offset, limits);
            return new ImportLine.OfRule(
                    line,
                    tooLarge.isPresent()
                            ? ReadRule.rejected(source, ruleId(object), tooLarge.get())
                            : readRule(
                                    source,
                                    object,
                                    new Report(new JsonPositions(json, offset)),
                                    limits,
                                    Optional.empty()));
        }
        if (object.containsKey("list_id") && object.containsKey("type")) {
            return new ImportLine.ExceptionList(line, text(object, "list_id"), Frozen.object(object));
        }
        if (object.containsKey("attributes") && "action".equals(object.get("type"))) {
            return new ImportLine.Connector(line, text(object, "id"));
        }
        return new ImportLine.Unreadable(
                line,
                source,
                Unreadable.error(
                        Problem.Code.UNSUPPORTED,
                        new Span(offset, offset),
                        "line [" + line
                                + "] is no rule (type and risk_score), exception list, exception item, connector or summary"));
    }

    private static Map<String, Object> parse(String json) throws JsonProcessingException {
        Map<String, Object> object = JSON.readValue(json, OBJECT);
        if (object == null) {
            throw MismatchedInputException.from(null, Map.class, "null is no object");
        }
        return object;
    }

    private static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    private static Optional<Problem> tooLarge(String json, int offset, ReadLimits limits) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= limits.maxBytes() ? Optional.empty() : Optional.of(Unreadable.tooLarge(bytes, limits, offset));
    }

    /** A UUID (version 8: of our own making) from the SHA-256 of the rule's canonical JSON. */
    private static String idOf(Map<String, Object> object) {
        try {
            byte[] canonical = JSON.writeValueAsBytes(Frozen.object(object));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            long high = 0;
            long low = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                high = (high << 8) | (hash[i] & 0xff);
                low = (low << 8) | (hash[i + Long.BYTES] & 0xff);
            }
            return new UUID((high & ~0xf000L) | 0x8000L, (low & ~(3L << 62)) | (1L << 63)).toString();
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot make a rule id", e);
        }
    }
}
