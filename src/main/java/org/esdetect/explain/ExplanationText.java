package org.esdetect.explain;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.esdetect.explain.SequenceExplanation.Found;
import org.esdetect.explain.SequenceExplanation.Miss;

/**
 * Explanations for people: a clause a line, what it found behind it.
 *
 * <pre>
 * ✗ no match, because of 1:15
 * ✓ 1:1   process where: event.category is ["process"]
 * ✗ 1:15  process.name == "cmd.exe": process.name is ["CMD.EXE"]; [CMD.EXE] differs in case only; [:] ignores case
 * </pre>
 */
public final class ExplanationText {
    private static final String INDENT = "  ";

    private ExplanationText() {}

    /** A whole event filter. */
    public static String of(Clause event) {
        return heading(event) + "\n" + tree(event, "");
    }

    /** What one event is to each step of a sequence. */
    public static String of(List<StepReading> readings) {
        StringBuilder text = new StringBuilder();
        for (StepReading reading : readings) {
            text.append(mark(reading.takesPart())).append(' ');
            text.append(label(reading.step())).append(keys(reading)).append('\n');
            text.append(tree(reading.clause(), INDENT));
        }
        return text.toString();
    }

    /** What a sequence makes of a list of events; {@code names} as it was given to the explainer. */
    public static String of(SequenceExplanation explanation, IntFunction<String> names) {
        StringBuilder text = new StringBuilder();
        int count = explanation.sequences().size();
        text.append(mark(explanation.matched())).append(' ');
        text.append(count == 0 ? "no sequence" : count == 1 ? "1 sequence" : count + " sequences")
                .append('\n');
        for (Found found : explanation.sequences()) {
            text.append(INDENT).append("✓ ").append(named(found.events(), names));
            text.append(joined(found.joinKeys())).append('\n');
        }
        for (SequenceExplanation.StepEvents step : explanation.steps()) {
            boolean any = step.events().count() > 0;
            text.append(INDENT)
                    .append(mark(any))
                    .append(' ')
                    .append(label(step.step()))
                    .append(": ");
            text.append(any ? events(step.events(), names) : "no event").append('\n');
        }
        explanation.miss().ifPresent(miss -> text.append(of(miss, names)));
        return text.toString();
    }

    private static String of(Miss miss, IntFunction<String> names) {
        StringBuilder text = new StringBuilder();
        text.append("nearest: ")
                .append(miss.reached())
                .append(" of ")
                .append(miss.of())
                .append(" steps");
        if (!miss.events().isEmpty()) {
            text.append(", ").append(named(miss.events(), names)).append(joined(miss.joinKeys()));
        }
        text.append("; ").append(miss.message()).append('\n');
        miss.closest().ifPresent(closest -> text.append("closest to ")
                .append(closest.step().label())
                .append(": ")
                .append(names.apply(closest.event()))
                .append('\n')
                .append(tree(closest.clause(), INDENT)));
        return text.toString();
    }

    private static String heading(Clause event) {
        if (event.matched()) {
            return "✓ match";
        }
        List<Clause> deciding = event.deciding();
        String places = deciding.stream()
                .limit(Sample.MAX_SHOWN)
                .map(test -> test.place().toString())
                .collect(Collectors.joining(", "));
        int more = deciding.size() - Sample.MAX_SHOWN;
        return "✗ no match, because of " + places + (more > 0 ? " and " + more + " more" : "");
    }

    /** The parts of an event filter one below the other, those of a group below it. */
    private static String tree(Clause clause, String indent) {
        if (clause.kind() == Clause.Kind.EVENT) {
            return clause.parts().stream().map(part -> tree(part, indent)).collect(Collectors.joining());
        }
        String line = indent + mark(clause.matched()) + " " + clause.place() + "  " + title(clause) + "\n";
        return line
                + clause.parts().stream()
                        .map(part -> tree(part, indent + INDENT))
                        .collect(Collectors.joining());
    }

    private static String title(Clause clause) {
        long matched = clause.parts().stream().filter(Clause::matched).count();
        return switch (clause.kind()) {
            case AND, OR ->
                clause.kind().jsonName() + ": " + matched + " of "
                        + clause.parts().size() + " hold";
            case NOT -> "not";
            case EVENT -> clause.text();
            case CATEGORY, TEST -> clause.text() + ": " + found(clause);
        };
    }

    /** What a test found, and why that decided: half a sentence. */
    static String found(Clause test) {
        Reading reading = test.reading().orElseThrow();
        String values = reading.fields().stream()
                .filter(field -> field.values().count() > 0)
                .map(field -> field.field() + " is " + field.values())
                .collect(Collectors.joining(", "));
        String reasons = reading.reasons().stream().map(Reason::message).collect(Collectors.joining("; "));
        return values + (values.isEmpty() || reasons.isEmpty() ? "" : "; ") + reasons;
    }

    private static String label(SequenceStep step) {
        return step.labelOfAll() + " " + (step.missing() ? "!" : "") + step.text();
    }

    private static String keys(StepReading reading) {
        if (reading.keys().isEmpty()) {
            return "";
        }
        String keys = reading.keys().stream()
                .map(key -> key.field() + " is " + (key.values().count() == 0 ? "missing" : key.values()))
                .collect(Collectors.joining(", "));
        return ", joined by: " + keys;
    }

    private static String joined(List<?> joinKeys) {
        return joinKeys.isEmpty() ? "" : ", joined by " + Sample.of(joinKeys);
    }

    private static String named(List<Integer> events, IntFunction<String> names) {
        return events.stream().map(names::apply).collect(Collectors.joining(", "));
    }

    private static String events(Sample events, IntFunction<String> names) {
        String first = events.first().stream()
                .map(position -> names.apply((Integer) position))
                .collect(Collectors.joining(", "));
        int more = events.count() - events.first().size();
        return first + (more == 0 ? "" : ", ... " + more + " more");
    }

    private static String mark(boolean matched) {
        return matched ? "✓" : "✗";
    }
}
