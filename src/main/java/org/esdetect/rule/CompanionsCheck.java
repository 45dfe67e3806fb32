package org.esdetect.rule;

import java.util.List;

/** What stands beside the rule proper: building block, exceptions, suppression, fields to look at. */
final class CompanionsCheck implements RuleCheck {
    private static final int MAX_GROUP_BY = 3;

    @Override
    public void check(Fields rule) {
        rule.word("building_block_type", List.of("default"));
        rule.object("investigation_fields").ifPresent(fields -> {
            if (fields.texts("field_names").isEmpty()) {
                rule.report()
                        .error(
                                fields.path("field_names"),
                                "field [" + fields.path("field_names")
                                        + "] is empty, expected the names of one or more fields");
            }
        });
        rule.object("alert_suppression").ifPresent(CompanionsCheck::checkSuppression);
        rule.objects("exceptions_list").forEach(CompanionsCheck::checkExceptions);
        for (Fields integration : rule.objects("related_integrations")) {
            integration.requiredText("package", "the name of an integration such as [endpoint]");
        }
    }

    private static void checkSuppression(Fields suppression) {
        int fields = suppression.texts("group_by").size();
        if (fields < 1 || fields > MAX_GROUP_BY) {
            suppression
                    .report()
                    .error(
                            suppression.path("group_by"),
                            "field [" + suppression.path("group_by") + "] names [" + fields
                                    + "] fields, expected [1] to [" + MAX_GROUP_BY + "]");
        }
        suppression.word("missing_fields_strategy", List.of("suppress", "doNotSuppress"));
        suppression.object("duration").ifPresent(duration -> {
            duration.integer("value", 1, Integer.MAX_VALUE);
            duration.word("unit", List.of("s", "m", "h"));
        });
        suppression.objects("group_by_v2").forEach(group -> group.report()
                .unsupported(
                        group.path(),
                        "field [" + group.path() + "] is kept but not applied: alerts are grouped by [group_by]"));
    }

    /** Whether a list is there is for who runs the rule to say: it may come after the rule. */
    private static void checkExceptions(Fields list) {
        String listId =
                list.requiredText("list_id", "the id of an exception list").orElse("");
        if (!ExceptionList.isApplied(list.text("type").orElse(""))) {
            list.report()
                    .unsupported(
                            list.path(),
                            "field [" + list.path() + "] refers to the exception list [" + Shown.value(listId)
                                    + "], which belongs to the endpoint and is kept but not applied");
        }
    }
}
