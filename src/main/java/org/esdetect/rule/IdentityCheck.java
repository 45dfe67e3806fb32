package org.esdetect.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Id, name, description, type, version. */
final class IdentityCheck implements RuleCheck {
    private static final int MAX_ID_LENGTH = 256;

    /** What is stored under a name in Elasticsearch has at most 512 bytes of it. */
    private static final int MAX_ID_BYTES = 500;

    /** The id is part of URLs, where a leading underscore marks a call and a slash a level. */
    private static final Pattern ID = Pattern.compile("[^_/\\p{Cntrl}][^/\\p{Cntrl}]*");

    @Override
    public void check(Fields rule) {
        Report report = rule.report();
        rule.requiredText("rule_id", "an id such as [897dc6b5-b39f-432a-8d75-d3730d50c782]")
                .filter(id -> id.length() > MAX_ID_LENGTH
                        || id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES
                        || !ID.matcher(id).matches())
                .ifPresent(id -> report.error(
                        rule.path("rule_id"),
                        "field [" + rule.path("rule_id") + "] is [" + Shown.value(id) + "], expected at most ["
                                + MAX_ID_LENGTH
                                + "] characters and [" + MAX_ID_BYTES
                                + "] bytes, none of them [/] or a control character, the first not [_]"));
        rule.requiredText("name", "the name that people see");
        rule.requiredText("description", "a sentence that says what the rule finds");
        rule.integer("version", 1, Integer.MAX_VALUE);
        rule.requiredWord("type", RuleTypes.ALL)
                .filter(type -> !type.equals(Rule.EQL))
                .ifPresent(
                        type -> report.unsupported(
                                rule.path("type"),
                                "field [" + rule.path("type") + "] is [" + type
                                        + "], which is not run here (unsupported_type): the rule is kept, inactive; write it as [eql] to run it"));
        if (rule.has("timeline_id") != rule.has("timeline_title")) {
            String missing = rule.has("timeline_id") ? "timeline_title" : "timeline_id";
            report.warning(
                    rule.path(missing),
                    "field [" + rule.path(missing)
                            + "] is missing, expected it beside its twin: a timeline needs id and title");
        }
        rule.object("rule_source").ifPresent(source -> source.requiredWord("type", List.of("external", "internal")));
    }
}
