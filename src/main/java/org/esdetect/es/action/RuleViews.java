package org.esdetect.es.action;

import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.store.RuleReload;
import org.esdetect.es.store.RuleSummary;

/** Joins what the store holds of a rule with what this node judges by. */
public final class RuleViews {
    private final Detector detector;
    private final RuleReload reload;

    public RuleViews(Detector detector, RuleReload reload) {
        this.detector = detector;
        this.reload = reload;
    }

    RuleView of(RuleSummary summary) {
        OptionalLong loaded = reload.revision(summary.id());
        Optional<CompiledRule> compiled = loaded.isPresent() && loaded.getAsLong() == summary.revision()
                ? detector.current().find(summary.id())
                : Optional.empty();
        return new RuleView(summary, compiled);
    }
}
