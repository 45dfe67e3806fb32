package org.esdetect.rule;

import java.util.List;
import org.esdetect.text.Problem;

/** Query, language, indices, filters, and the fields that stand for category and time. */
final class SearchCheck implements RuleCheck {
    @Override
    public void check(Fields rule) {
        if (RuleTypes.isEql(rule)) {
            rule.requiredText("query", "an EQL query such as [process where process.name == \"regsvr32.exe\"]");
            rule.requiredWord("language", List.of(Rule.EQL));
            checkDataView(rule);
            FilterReader.all(rule);
        }
        checkIndices(rule);
        for (String name :
                List.of("event_category_override", "timestamp_field", "tiebreaker_field", "timestamp_override")) {
            if (rule.raw(name) instanceof String text && text.isBlank()) {
                rule.report()
                        .error(
                                rule.path(name),
                                "field [" + rule.path(name) + "] is empty, expected the name of a field");
            }
        }
        for (Fields required : rule.objects("required_fields")) {
            required.requiredText("name", "the name of a field");
            required.requiredText("type", "a mapping type such as [keyword]");
        }
    }

    private static void checkDataView(Fields rule) {
        if (rule.isFilled("data_view_id")) {
            rule.report()
                    .error(
                            Problem.Code.UNSUPPORTED,
                            rule.path("data_view_id"),
                            "field [" + rule.path("data_view_id") + "] is [" + Shown.value(rule.raw("data_view_id"))
                                    + "]: data views belong to Kibana and cannot be resolved here; write the patterns of the data view into [index]");
        }
    }

    private static void checkIndices(Fields rule) {
        List<String> indices = rule.texts("index");
        if (!rule.isFilled("index") && !rule.isFilled("data_view_id") && RuleTypes.isEql(rule)) {
            rule.report()
                    .warning(
                            rule.path("index"),
                            "field [" + rule.path("index") + "] is missing: the default patterns of Kibana are used, "
                                    + RuleDefaults.INDICES);
        }
        for (String pattern : indices) {
            if (pattern.isBlank() || pattern.equals("-")) {
                rule.report()
                        .error(
                                rule.path("index"),
                                "field [" + rule.path("index")
                                        + "] holds an empty pattern, expected a pattern such as [logs-*]");
            } else if (pattern.indexOf(':') > 0) {
                rule.report()
                        .unsupported(
                                rule.path("index"),
                                "field [" + rule.path("index") + "] holds [" + Shown.value(pattern)
                                        + "], a pattern of a remote cluster: it is kept, and nothing is read from there");
            }
        }
    }
}
