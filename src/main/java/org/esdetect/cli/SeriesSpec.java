package org.esdetect.cli;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esdetect.event.Event;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.Ordinal;
import org.esdetect.sequence.SequenceMachine;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;

/**
 * A drawn sequence and what must be found in it: a case of a {@code .series-spec} file.
 *
 * <pre>
 * // a comment
 * nameOfTheCase
 * r|A1      u|A3
 *      r|B2      u|B4
 * ;
 * r|A1 B2
 * u|A3 B4
 * ;
 * </pre>
 *
 * <p>A line a step, then a line a sequence; each block ends with a semicolon. An event is a letter or word for people
 * and a number, which is its time and its identity: the same number on several lines is one event that satisfies
 * several steps. Before {@code |} stands its join key, if the case has any. White space is layout.
 *
 * @param line where its name stands, from 1
 * @param steps the events of each step
 * @param expected the sequences, in result order
 */
public record SeriesSpec(String name, int line, List<List<Item>> steps, List<Series> expected) {
    private static final String KEY_FIELD = "key";
    private static final String END = ";";
    private static final Pattern ITEM = Pattern.compile("(?:(?<key>\\w+)\\|)?(?<label>[A-Za-z]+)(?<number>\\d{1,18})");

    /** An event on a line. */
    public record Item(Optional<String> key, String label, long number) {}

    /** A sequence: the numbers of its events. */
    public record Series(Optional<String> key, List<Long> numbers) {
        public Series {
            numbers = List.copyOf(numbers);
        }

        @Override
        public String toString() {
            return key.map(value -> value + "|").orElse("")
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    public SeriesSpec {
        steps = steps.stream().map(List::copyOf).toList();
        expected = List.copyOf(expected);
    }

    /**
     * The cases of a file, in order.
     *
     * @param source the file's name, for messages
     * @throws IllegalArgumentException naming file and line, where the text is not of this form
     */
    public static List<SeriesSpec> read(String source, String text) {
        return new Reader(source, text.lines().toList()).read();
    }

    /** What the sequence machine finds. */
    public List<Series> found() {
        return SequenceMachine.run(plan(), candidates(), Long.MAX_VALUE).stream()
                .map(sequence ->
                        new Series(sequence.joinKeys().stream().findFirst().map(String::valueOf), sequence.events()))
                .toList();
    }

    private SequencePlan plan() {
        boolean keyed =
                steps.stream().flatMap(List::stream).anyMatch(item -> item.key().isPresent());
        List<JoinKey> keys = keyed ? List.of(new JoinKey(KEY_FIELD, false)) : List.of();
        return new SequencePlan(
                Collections.nCopies(steps.size(), new Step(keys, false)), OptionalLong.empty(), Optional.empty());
    }

    private List<Candidate<Long>> candidates() {
        Map<Long, Candidate<Long>> byNumber = new TreeMap<>();
        for (int step = 0; step < steps.size(); step++) {
            for (Item item : steps.get(step)) {
                byNumber.computeIfAbsent(item.number(), number -> candidate(item))
                        .steps()
                        .set(step);
            }
        }
        return List.copyOf(byNumber.values());
    }

    private static Candidate<Long> candidate(Item item) {
        List<Object> keys = item.key().<List<Object>>map(List::of).orElse(List.of());
        Event event = path -> path.equals(KEY_FIELD) ? keys : List.of();
        Ordinal ordinal = new Ordinal(item.number(), 0, null, "", String.valueOf(item.number()));
        return new Candidate<>(item.number(), event, ordinal, new BitSet(), false);
    }

    /** Reads a file from top to bottom, once. */
    private static final class Reader {
        private final String source;
        private final List<String> lines;
        private int next;

        Reader(String source, List<String> lines) {
            this.source = source;
            this.lines = lines;
        }

        List<SeriesSpec> read() {
            List<SeriesSpec> specs = new ArrayList<>();
            for (Optional<String> name = line(); name.isPresent(); name = line()) {
                specs.add(spec(name.get()));
            }
            return specs;
        }

        private SeriesSpec spec(String name) {
            int at = next;
            List<List<Item>> steps = block().stream().map(this::items).toList();
            if (steps.size() < 2) {
                throw problem("case [" + name + "] needs two or more lines of events, found [" + steps.size() + "]");
            }
            List<Series> expected = block().stream().map(this::series).toList();
            return new SeriesSpec(name, at, steps, expected);
        }

        /** The lines up to the next semicolon. */
        private List<String> block() {
            List<String> block = new ArrayList<>();
            while (true) {
                String line = line().orElseThrow(() -> problem("a line [;] is missing at the end"));
                if (line.equals(END)) {
                    return block;
                }
                block.add(line);
            }
        }

        /** The next line that says anything, or nothing at the end. */
        private Optional<String> line() {
            while (next < lines.size()) {
                String line = lines.get(next++).strip();
                if (!line.isEmpty() && !line.startsWith("//")) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        }

        private Series series(String line) {
            List<Item> items = items(line);
            return new Series(
                    items.get(0).key(), items.stream().map(Item::number).toList());
        }

        private List<Item> items(String line) {
            List<Item> items = new ArrayList<>();
            for (String word : line.split("\\s+", -1)) {
                Matcher matcher = ITEM.matcher(word);
                if (!matcher.matches()) {
                    throw problem("[" + word + "] is not an event; write a letter and a number as in [A1] or [key|A1]");
                }
                items.add(new Item(
                        Optional.ofNullable(matcher.group("key")),
                        matcher.group("label"),
                        Long.parseLong(matcher.group("number"))));
            }
            return items;
        }

        private IllegalArgumentException problem(String message) {
            return new IllegalArgumentException(source + ":" + next + ": " + message);
        }
    }
}
