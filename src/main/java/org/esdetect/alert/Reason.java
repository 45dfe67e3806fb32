package org.esdetect.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one sentence that says what an alert is about: {@code kibana.alert.reason}. Parts without a value are left out.
 */
final class Reason {
    private static final int MOST_VALUES = 5;
    private static final int LONGEST_VALUE = 150;

    private Reason() {}

    /** @param fields the event, or what the events of a sequence have in common; nested */
    static String sentence(Map<String, Object> fields, RuleRating rating) {
        StringBuilder sentence = new StringBuilder();
        value(fields, "event.category")
                .ifPresent(category -> sentence.append(category).append(' '));
        sentence.append("event");
        List<String> parts = parts(fields);
        if (!parts.isEmpty()) {
            sentence.append(" with ").append(String.join(", ", parts)).append(',');
        }
        value(fields, "user.name").ifPresent(user -> sentence.append(" by ").append(user));
        value(fields, "host.name").ifPresent(host -> sentence.append(" on ").append(host));
        return sentence.append(" created ")
                .append(rating.severity())
                .append(" alert ")
                .append(WellFormed.shortened(rating.ruleName(), LONGEST_VALUE))
                .append('.')
                .toString();
    }

    private static List<String> parts(Map<String, Object> fields) {
        List<String> parts = new ArrayList<>();
        value(fields, "process.name").ifPresent(name -> parts.add("process " + name));
        value(fields, "process.parent.name").ifPresent(name -> parts.add("parent process " + name));
        value(fields, "file.name").ifPresent(name -> parts.add("file " + name));
        endpoint(fields, "source").ifPresent(address -> parts.add("source " + address));
        endpoint(fields, "destination").ifPresent(address -> parts.add("destination " + address));
        return parts;
    }

    private static Optional<String> endpoint(Map<String, Object> fields, String name) {
        String port = value(fields, name + ".port").map(number -> ":" + number).orElse("");
        return value(fields, name + ".ip").map(address -> address + port);
    }

    private static Optional<String> value(Map<String, Object> fields, String path) {
        String joined = SourcePath.texts(fields, path).stream()
                .filter(text -> !text.isBlank() && !text.equals("-"))
                .limit(MOST_VALUES)
                .map(text -> WellFormed.shortened(text, LONGEST_VALUE))
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
}
