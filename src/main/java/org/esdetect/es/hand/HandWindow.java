package org.esdetect.es.hand;

import java.time.Instant;
import java.util.Optional;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;

/** The window of one rule of a run that somebody asked for; both ends inclusive. */
record HandWindow(Instant from, Instant to) {

    /** From and to as they were written, and what stands for them by default: the rule's own look-back. */
    static HandWindow of(Optional<String> fromText, Optional<String> toText, Rule rule, Instant now) {
        Instant from = fromText.map(text -> instant("from", text, now))
                .orElseGet(() -> LookBack.of(rule.timing()).start(now));
        Instant to = toText.map(text -> instant("to", text, now)).orElse(now);
        check(from, to, fromText.orElse(rule.timing().from()), toText.orElse("now"));
        return new HandWindow(from, to);
    }

    /**
     * Refuses a window that ends before it starts.
     *
     * @param fromText as it was written; {@code toText} likewise
     * @throws IllegalArgumentException naming both
     */
    static void check(Instant from, Instant to, String fromText, String toText) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("[from] is [" + fromText + "], which is after [to], [" + toText
                    + "]; exchange them, or leave [to] out for now");
        }
    }

    /** The instant that {@code text}, the value of the parameter {@code name}, means. */
    static Instant instant(String name, String text, Instant now) {
        if (text.matches("-?\\d{1,15}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        return LookBack.instant(text, now)
                .orElseThrow(() -> new IllegalArgumentException("[" + name + "] is [" + text
                        + "], expected a date such as [2026-11-21T10:00:00Z], milliseconds since the epoch, or date"
                        + " math such as [now-1h]"));
    }
}
