package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.esdetect.text.SourceText;

/**
 * Reads rules in the TOML of elastic/detection-rules: {@code [metadata]}, {@code [transform]}, {@code [rule]} and what
 * is below it. One file is one rule.
 */
public final class TomlRules {
    private static final ObjectMapper TOML = new TomlMapper();
    private static final TypeReference<Map<String, Object>> TABLE = new TypeReference<>() {};
    private static final List<String> TABLES = List.of("metadata", "transform", "rule");

    /** Fields of {@code [rule]} that Kibana's rule object does not have under this name. */
    private static final List<String> TOML_ONLY = List.of("new_terms", "threat_mappings");

    private final SourceText source;
    private final ReadLimits limits;
    private final Optional<String> givenId;
    private final Report report;

    private TomlRules(SourceText source, ReadLimits limits, Optional<String> givenId) {
        this.source = source;
        this.limits = limits;
        this.givenId = givenId;
        this.report = new Report(new TomlPositions(source.text()));
    }

    /** {@link #read(String, String, ReadLimits)} within the usual limits. */
    public static ReadRule read(String name, String toml) {
        return read(name, toml, ReadLimits.DEFAULT);
    }

    /**
     * The rule in {@code toml}, or every reason why there is none.
     *
     * <p>A rule that does not say whether it is enabled is, unless {@code metadata.maturity} is something else than
     * {@code production}: who lays a file of ripe rules beside his cluster wants them run.
     *
     * @param name what to call the text in problems, for example {@code dns.toml}
     */
    public static ReadRule read(String name, String toml, ReadLimits limits) {
        return read(name, toml, limits, Optional.empty());
    }

    /** The same; a rule that does not say its id has {@code givenId}. */
    public static ReadRule read(String name, String toml, ReadLimits limits, Optional<String> givenId) {
        SourceText source = new SourceText(name, toml);
        int bytes = toml.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxBytes()) {
            return ReadRule.rejected(source, Unreadable.tooLarge(bytes, limits, 0));
        }
        try {
            Map<String, Object> tables = TOML.readValue(toml, TABLE);
            return new TomlRules(source, limits, givenId).read(tables == null ? Map.of() : tables);
        } catch (JsonProcessingException e) {
            return ReadRule.rejected(source, Unreadable.problem(e, "TOML", toml, 0));
        }
    }

    private ReadRule read(Map<String, Object> tables) {
        new ValueLimits(limits, report).check(tables);
        Fields file = new Fields("", tables, report);
        if (!(tables.get("rule") instanceof Map<?, ?> ruleTable)) {
            report.error("", "the file has no table [rule], expected [rule] with the fields of the rule below it");
            return result(Map.of(), Optional.empty());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        ruleTable.forEach((key, value) -> values.put(key.toString(), value));
        givenId.ifPresent(id -> values.putIfAbsent("rule_id", id));
        if (report.hasErrors()) {
            return result(values, Optional.empty());
        }
        Map<String, Object> extra = extra(tables, values);
        Metadata metadata =
                new Metadata(file.object("metadata").orElseGet(() -> new Fields("metadata", Map.of(), report)));
        metadata.check(limits.stackVersion());
        metadata.addTo(values);
        renderGuide(file, values, extra);
        Optional<Rule> rule =
                RuleReader.read(new Fields("rule", values, report), values, extra, metadata.isEnabledByDefault());
        rule.ifPresent(metadata::checkBuildingBlock);
        return result(values, rule.map(read -> metadata.isDeprecated() ? disabled(read) : read));
    }

    private Rule disabled(Rule rule) {
        report.warning("metadata.maturity", "field [metadata.maturity] is [deprecated]: the rule is loaded disabled");
        return rule.withEnabled(false);
    }

    private Map<String, Object> extra(Map<String, Object> tables, Map<String, Object> values) {
        Map<String, Object> extra = new TreeMap<>();
        tables.forEach((name, value) -> {
            if (!TABLES.contains(name)) {
                report.warning(name, "unknown table [" + name + "] is kept and has no effect");
            }
            if (!name.equals("rule")) {
                extra.put(name, value);
            }
        });
        for (String name : TOML_ONLY) {
            Object value = values.remove(name);
            if (value != null) {
                extra.put(name, value);
            }
        }
        return extra;
    }

    private void renderGuide(Fields file, Map<String, Object> values, Map<String, Object> extra) {
        String note = values.get("note") instanceof String text ? text : "";
        Guide guide =
                new Guide(note, file.object("transform").orElseGet(() -> new Fields("transform", Map.of(), report)));
        guide.check("rule.note");
        String rendered = guide.rendered();
        if (!rendered.equals(note)) {
            values.put("note", rendered);
            extra.put("readable_note", guide.readable());
        }
    }

    private ReadRule result(Map<String, Object> values, Optional<Rule> read) {
        Optional<String> ruleId =
                values.get("rule_id") instanceof String text ? Optional.of(text) : Optional.<String>empty();
        Optional<Rule> rule = report.hasErrors() ? Optional.empty() : read;
        Optional<String> query = rule.isPresent() ? Optional.empty() : ReadRule.query(values);
        return new ReadRule(source, ruleId, rule, query, report.inTextOrder());
    }
}
