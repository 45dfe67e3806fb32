package org.esdetect.eql.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esdetect.text.Spelling;

/**
 * Finds the field whose misspelling a path certainly is. Stricter than {@link Spelling}, since a field that only looks
 * like another may well exist: vendors add {@code process.uid} beside {@code process.pid} and {@code param12} beside
 * {@code param1}.
 */
final class PathSpelling {
    private static final Pattern DOT = Pattern.compile("\\.");

    private PathSpelling() {}

    /**
     * The path of {@code known} that differs from {@code written} in letter case alone, or in a letter of a word of
     * four or two of a word of eight, in no more than two words.
     */
    static Optional<String> closest(String written, Collection<String> known) {
        List<String> words = words(written);
        return known.stream()
                .filter(path -> Math.abs(path.length() - written.length()) <= 4)
                .map(path -> new Candidate(path, distance(words, words(path))))
                .filter(candidate -> candidate.changes < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(Candidate::changes).thenComparing(Candidate::path))
                .map(Candidate::path);
    }

    private static int distance(List<String> written, List<String> known) {
        if (written.size() != known.size()) {
            return Integer.MAX_VALUE;
        }
        int changes = 0;
        int changedWords = 0;
        for (int i = 0; i < written.size(); i++) {
            String left = written.get(i);
            String right = known.get(i);
            int length = Math.max(left.length(), right.length());
            int limit = length < 4 ? 0 : length < 8 ? 1 : 2;
            int here = Spelling.distance(left, right, limit);
            if (here > limit || (here > 0 && letters(left).equals(letters(right)))) {
                return Integer.MAX_VALUE;
            }
            changes += here;
            changedWords += here > 0 ? 1 : 0;
        }
        return changedWords <= 2 ? changes : Integer.MAX_VALUE;
    }

    /** Without digits: what differs in them alone is a series. */
    private static String letters(String word) {
        StringBuilder letters = new StringBuilder(word.length());
        word.chars().filter(c -> c < '0' || c > '9').forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static List<String> words(String path) {
        return List.of(DOT.split(path.toLowerCase(Locale.ROOT), -1));
    }

    private record Candidate(String path, int changes) {}
}
