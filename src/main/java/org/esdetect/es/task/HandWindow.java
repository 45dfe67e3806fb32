package org.esdetect.es.task;

import java.time.Instant;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;

/** The window of one rule of a run that somebody asked for; both ends inclusive. */
record HandWindow(Instant from, Instant to) {

    static HandWindow of(HandRequest request, Rule rule, Instant now) {
        Instant from = request.from().map(text -> instant("from", text, now)).orElseGet(() -> LookBack.of(rule.timing())
                .start(now));
        Instant to = request.to().map(text -> instant("to", text, now)).orElse(now);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "[from] is [" + request.from().orElse(rule.timing().from())
                            + "], which is after [to], [" + request.to().orElse("now")
                            + "]; exchange them, or leave [to] out for now");
        }
        return new HandWindow(from, to);
    }

    private static Instant instant(String name, String text, Instant now) {
        if (text.matches("-?\\d{1,15}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        return LookBack.instant(text, now)
                .orElseThrow(() -> new IllegalArgumentException("[" + name + "] is [" + text
                        + "], expected a date such as [2026-11-21T10:00:00Z], milliseconds since the epoch, or date"
                        + " math such as [now-1h]"));
    }
}
