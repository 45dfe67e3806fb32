package org.esdetect.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a rule folds like alerts into one: {@code alert_suppression}.
 *
 * @param groupBy the fields whose values make alerts alike
 * @param window how long an alert takes in others, from its own event on: the {@code duration}, without one the rule's
 *     interval
 * @param foldsMissing whether events that lack one of the fields are alike in that; otherwise each has its own alert
 */
public record Suppression(List<String> groupBy, Duration window, boolean foldsMissing) {
    public Suppression {
        groupBy = List.copyOf(groupBy);
    }

    /** What {@code rule} says; empty when it does not suppress. */
    static Optional<Suppression> of(Rule rule) {
        if (!(rule.document().get("alert_suppression") instanceof Map<?, ?> fields)
                || !(fields.get("group_by") instanceof List<?> names)) {
            return Optional.empty();
        }
        List<String> groupBy = new ArrayList<>();
        names.forEach(name -> groupBy.add(String.valueOf(name)));
        if (groupBy.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Suppression(
                groupBy,
                window(fields.get("duration"))
                        .orElseGet(() -> LookBack.of(rule.timing()).interval()),
                !"doNotSuppress".equals(fields.get("missing_fields_strategy"))));
    }

    private static Optional<Duration> window(@Nullable Object duration) {
        if (!(duration instanceof Map<?, ?> fields) || !(fields.get("value") instanceof Number value)) {
            return Optional.empty();
        }
        long amount = Math.max(1, value.longValue());
        return Optional.of(
                switch (String.valueOf(fields.get("unit"))) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }
}
