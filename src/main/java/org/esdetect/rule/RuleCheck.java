package org.esdetect.rule;

import java.util.List;

/** One thing that must hold of a rule's fields; reports what does not. */
@FunctionalInterface
interface RuleCheck {
    void check(Fields rule);

    /** In the order in which their problems are shown. */
    List<RuleCheck> ALL = List.of(
            KnownFields::checkKinds,
            new IdentityCheck(),
            new SearchCheck(),
            new TimingCheck(),
            new SeverityCheck(),
            new ThreatCheck(),
            new CompanionsCheck(),
            new UnsupportedCheck());
}
