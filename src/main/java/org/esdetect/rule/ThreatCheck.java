package org.esdetect.rule;

import java.util.List;
import java.util.regex.Pattern;

/** The mapping to ATT&CK. Ids are checked for their form only: releases of ATT&CK come and go. */
final class ThreatCheck implements RuleCheck {
    private static final Pattern TACTIC = Pattern.compile("(AML\\.)?TA\\d{4}");
    private static final Pattern TECHNIQUE = Pattern.compile("(AML\\.)?T\\d{4}");
    private static final Pattern SUBTECHNIQUE = Pattern.compile("(AML\\.)?T\\d{4}\\.\\d{3}");

    @Override
    public void check(Fields rule) {
        for (Fields threat : rule.objects("threat")) {
            threat.requiredWord("framework", List.of("MITRE ATT&CK", "MITRE ATLAS"));
            if (!threat.has("tactic")) {
                threat.report()
                        .error(
                                threat.path("tactic"),
                                "field [" + threat.path("tactic")
                                        + "] is missing, expected an object with id, name and reference");
            }
            threat.object("tactic").ifPresent(tactic -> checkEntry(tactic, TACTIC, "TA0008"));
            for (Fields technique : threat.objects("technique")) {
                checkEntry(technique, TECHNIQUE, "T1021");
                for (Fields subtechnique : technique.objects("subtechnique")) {
                    checkEntry(subtechnique, SUBTECHNIQUE, "T1021.002");
                }
            }
        }
    }

    private static void checkEntry(Fields entry, Pattern form, String example) {
        entry.requiredText("id", "an id such as [" + example + "]")
                .filter(id -> !form.matcher(id).matches())
                .ifPresent(id -> entry.report()
                        .error(
                                entry.path("id"),
                                "field [" + entry.path("id") + "] is [" + Shown.value(id)
                                        + "], expected an id such as [" + example + "]"));
        entry.requiredText("name", "the name that ATT&CK gives it");
        entry.requiredText("reference", "its address at attack.mitre.org")
                .filter(reference -> !reference.startsWith("https://"))
                .ifPresent(reference -> entry.report()
                        .warning(
                                entry.path("reference"),
                                "field [" + entry.path("reference") + "] is [" + Shown.value(reference)
                                        + "], expected an address that starts with [https://]"));
    }
}
