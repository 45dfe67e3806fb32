package org.esdetect.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what an author may have meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * The word of {@code known} that is nearest to {@code written}, without regard to case; empty when none is near.
     *
     * <p>Near: one letter added, left out, changed or two exchanged, for every three that were written. Of equally near
     * words the first in alphabetical order.
     */
    public static Optional<String> closest(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= limit)
                .map(word -> new Candidate(word, distance(lower(written), lower(word), limit)))
                .filter(candidate -> candidate.distance <= limit)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** {@code , did you mean [word]?}, or nothing. */
    public static String suggestion(String written, Collection<String> known) {
        return closest(written, known)
                .map(word -> ", did you mean [" + word + "]?")
                .orElse("");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /**
     * The number of single-letter changes, neighbours exchanged counting as one (optimal string alignment); any number
     * above {@code limit} when there are more than that.
     */
    public static int distance(String left, String right, int limit) {
        if (Math.abs(left.length() - right.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > limit + 1) {
                return limit + 1; // an exchange reaches two rows back and adds one
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }

    private record Candidate(String word, int distance) {}
}
