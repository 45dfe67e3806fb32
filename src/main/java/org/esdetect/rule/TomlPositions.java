package org.esdetect.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.esdetect.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a TOML text stand. Jackson's parser does not tell, so the text is scanned once more, and only when
 * there is a problem to place.
 *
 * <p>The text is valid TOML by then. Should the scanner lose its way all the same, it stops: a problem is then shown at
 * a coarser place.
 */
final class TomlPositions implements Positions {
    private final String text;
    private @Nullable Map<String, Span> places;

    TomlPositions(String text) {
        this.text = text;
    }

    @Override
    public Span of(String path) {
        Map<String, Span> known = places;
        if (known == null) {
            known = new Scanner(text).scan();
            places = known;
        }
        String nearest = path;
        while (!nearest.isEmpty() && !known.containsKey(nearest)) {
            nearest = Positions.parent(nearest);
        }
        return known.getOrDefault(nearest, new Span(0, 0));
    }

    /** One pass over the text: headers, keys, and just enough of values to find their ends. */
    private static final class Scanner {
        private static final String[] LONG_QUOTES = {"\"\"\"", "'''"};

        private final String text;
        private final Map<String, Span> places = new HashMap<>();
        private final Map<String, Integer> lastIndexes = new HashMap<>();
        private int position;
        private String table = "";

        Scanner(String text) {
            this.text = text;
        }

        Map<String, Span> scan() {
            skipBlank(true);
            while (position < text.length()) {
                int start = position;
                if (text.charAt(position) == '[') {
                    header();
                } else {
                    pair(table);
                }
                skipBlank(true);
                if (position == start) {
                    break;
                }
            }
            return places;
        }

        private void header() {
            boolean element = text.startsWith("[[", position);
            position += element ? 2 : 1;
            skipBlank(false);
            int start = position;
            List<String> parts = key();
            Span span = new Span(start, position);
            String path = "";
            for (int i = 0; i < parts.size(); i++) {
                path = join(path, parts.get(i));
                boolean last = i == parts.size() - 1;
                if (last && element) {
                    path += "[" + lastIndexes.merge(path, 0, (known, zero) -> known + 1) + "]";
                } else if (lastIndexes.containsKey(path)) {
                    path += "[" + lastIndexes.get(path) + "]";
                }
            }
            table = path;
            record(table, span);
            skipBlank(false);
            while (position < text.length() && text.charAt(position) == ']') {
                position++;
            }
        }

        private void pair(String around) {
            int start = position;
            String path = around;
            for (String part : key()) {
                path = join(path, part);
                record(path, new Span(start, position));
            }
            skipBlank(false);
            if (position < text.length() && text.charAt(position) == '=') {
                position++;
                skipBlank(false);
                value(path);
            }
        }

        private List<String> key() {
            List<String> parts = new ArrayList<>();
            do {
                if (!parts.isEmpty()) {
                    position++;
                }
                skipBlank(false);
                int start = position;
                if (position < text.length() && "\"'".indexOf(text.charAt(position)) >= 0) {
                    string();
                    parts.add(text.substring(start + 1, Math.max(start + 1, position - 1)));
                } else {
                    while (position < text.length() && isBare(text.charAt(position))) {
                        position++;
                    }
                    parts.add(text.substring(start, position));
                }
                int end = position;
                skipBlank(false);
                if (position >= text.length() || text.charAt(position) != '.') {
                    position = end;
                    return parts;
                }
            } while (true);
        }

        private void value(String path) {
            if (position >= text.length()) {
                return;
            }
            switch (text.charAt(position)) {
                case '"', '\'' -> string();
                case '[' -> array(path);
                case '{' -> inlineTable(path);
                default -> {
                    while (position < text.length() && ",]}#\n\r".indexOf(text.charAt(position)) < 0) {
                        position++;
                    }
                }
            }
        }

        private void array(String path) {
            items(']', index -> {
                int start = position;
                String item = path.length() > MAX_PATH_LENGTH ? path : path + "[" + index + "]";
                value(item);
                record(item, new Span(start, endOfLine(start)));
            });
        }

        private void inlineTable(String path) {
            items('}', index -> pair(path));
        }

        /**
         * Moves behind the bracket that {@code end} closes.
         *
         * @param item reads what stands between two commas; told how many came before
         */
        private void items(char end, IntConsumer item) {
            position++;
            skipBlank(true);
            for (int index = 0; position < text.length() && text.charAt(position) != end; index++) {
                int start = position;
                item.accept(index);
                skipBlank(true);
                if (position < text.length() && text.charAt(position) == ',') {
                    position++;
                    skipBlank(true);
                }
                if (position == start) {
                    return;
                }
            }
            position++;
        }

        /** Moves behind the string that starts here. A long one may end with up to five quotes. */
        private void string() {
            for (String quotes : LONG_QUOTES) {
                if (text.startsWith(quotes, position)) {
                    longString(quotes);
                    return;
                }
            }
            char quote = text.charAt(position++);
            while (position < text.length() && text.charAt(position) != quote && text.charAt(position) != '\n') {
                position += quote == '"' && text.charAt(position) == '\\' ? 2 : 1;
            }
            position = Math.min(position + 1, text.length());
        }

        private void longString(String quotes) {
            position += quotes.length();
            while (position < text.length() && !text.startsWith(quotes, position)) {
                position += quotes.charAt(0) == '"' && text.charAt(position) == '\\' ? 2 : 1;
            }
            while (position < text.length() && text.charAt(position) == quotes.charAt(0)) {
                position++;
            }
            position = Math.min(position, text.length());
        }

        private void skipBlank(boolean overLines) {
            while (position < text.length()) {
                char c = text.charAt(position);
                if (overLines && c == '#') {
                    position = endOfLine(position);
                } else if (c == ' ' || c == '\t' || (overLines && (c == '\n' || c == '\r'))) {
                    position++;
                } else {
                    return;
                }
            }
        }

        private int endOfLine(int from) {
            int end = text.indexOf('\n', from);
            return end < 0 ? text.length() : end;
        }

        private static boolean isBare(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }

        private void record(String path, Span span) {
            if (path.length() <= MAX_PATH_LENGTH) {
                places.putIfAbsent(path, span);
            }
        }

        private static String join(String path, String part) {
            if (path.length() > MAX_PATH_LENGTH) {
                return path;
            }
            return path.isEmpty() ? part : path + "." + part;
        }
    }
}
