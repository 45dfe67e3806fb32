package org.esdetect.rule;

import java.time.Instant;
import java.util.Optional;

/** Interval, look-back and the cap on alerts. */
final class TimingCheck implements RuleCheck {
    /** Any instant does: only the order of two is asked. */
    private static final Instant SOME_DAY = Instant.parse("2026-11-21T00:00:00Z");

    @Override
    public void check(Fields rule) {
        rule.integer("max_signals", 1, Integer.MAX_VALUE);
        rule.text("interval").filter(text -> LookBack.interval(text).isEmpty()).ifPresent(text -> rule.report()
                .error(
                        rule.path("interval"),
                        "field [" + rule.path("interval") + "] is [" + Shown.value(text)
                                + "], expected a number and a unit s, m, h or d such as [5m]"));
        Optional<Instant> from = instant(rule, "from", RuleDefaults.FROM);
        Optional<Instant> to = instant(rule, "to", RuleDefaults.TO);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            rule.report()
                    .error(
                            rule.path("from"),
                            "field [" + rule.path("from") + "] is [" + Shown.value(rule.raw("from"))
                                    + "], expected a time before [to], which is ["
                                    + Shown.value(rule.has("to") ? rule.raw("to") : RuleDefaults.TO) + "]");
        }
    }

    private static Optional<Instant> instant(Fields rule, String name, String byDefault) {
        if (!rule.has(name)) {
            return LookBack.instant(byDefault, SOME_DAY);
        }
        Optional<String> text = rule.text(name);
        Optional<Instant> instant = text.flatMap(time -> LookBack.instant(time, SOME_DAY));
        if (text.isPresent() && instant.isEmpty()) {
            rule.report()
                    .error(
                            rule.path(name),
                            "field [" + rule.path(name) + "] is [" + Shown.value(text.get())
                                    + "], expected a time such as [now-9m] or [2026-11-21T00:00:00Z]");
        }
        return instant;
    }
}
