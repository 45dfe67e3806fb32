package org.esdetect.es.manage;

import java.util.List;
import java.util.Optional;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.Finding;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.Rule;

/**
 * A rule of an import that was read and checked.
 *
 * @param rule empty when there is an error
 */
record Incoming(int line, Optional<String> ruleId, Optional<Rule> rule, List<Finding> findings) {
    Incoming {
        findings = List.copyOf(findings);
    }

    static Incoming of(ImportLine.OfRule line) {
        Draft draft = Draft.of(line.rule());
        Optional<Rule> rule = draft.keptRule();
        // That it is of a type that is not run here is said once, by the reader, as a warning.
        List<Finding> findings = rule.isPresent()
                ? draft.findings().stream()
                        .filter(finding -> !finding.isError())
                        .toList()
                : draft.findings();
        return new Incoming(line.line(), line.rule().ruleId(), rule, findings);
    }
}
