package org.esdetect.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Commonness;
import org.jspecify.annotations.Nullable;

/**
 * Patterns with wildcards, for long texts: one walk over the text finds the few patterns that it may match, instead of
 * a walk for each. Gives the verdict of {@link Wildcard}; immutable.
 *
 * <p>A pattern is known by four characters in a row that each value must hold, as the low bytes of their folded forms.
 * A pattern that has none, such as {@code *^*^*}, is asked each time.
 */
final class LongTextPatterns {
    /** Below this a walk for each pattern is as quick. */
    static final int MIN_LENGTH = 64;

    private static final int WINDOW = Integer.BYTES;
    private static final int MULTIPLIER = 0x9E3779B1;
    private static final int BITS_PER_PATTERN = 16;

    private final boolean caseSensitive;
    private final List<Glob> known;
    private final List<Glob> others = new ArrayList<>();
    /** A bit for the hash of each window. */
    private final long[] bits;

    private final int shift;
    private final Map<Integer, int[]> patternsByWindow = new HashMap<>();

    /** @param patterns folded unless case counts */
    LongTextPatterns(List<String> patterns, boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
        this.known = new ArrayList<>();
        int size = Math.max(Long.SIZE, Integer.highestOneBit(patterns.size() * BITS_PER_PATTERN) * 2);
        this.bits = new long[size / Long.SIZE];
        this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
        for (String pattern : patterns) {
            int at = rarestWindow(pattern);
            if (at < 0) {
                others.add(Glob.of(pattern));
            } else {
                add(window(pattern, at), known.size());
                known.add(Glob.of(pattern));
            }
        }
    }

    private void add(int window, int pattern) {
        int bit = (window * MULTIPLIER) >>> shift;
        bits[bit >>> 6] |= 1L << bit;
        patternsByWindow.merge(window, new int[] {pattern}, (before, one) -> {
            int[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = one[0];
            return more;
        });
    }

    /** Where four characters without a wildcard begin, those least like text of every day; -1 when there are none. */
    private static int rarestWindow(String pattern) {
        int best = -1;
        int bestScore = Integer.MAX_VALUE;
        for (int at = 0; at + WINDOW <= pattern.length(); at++) {
            String window = pattern.substring(at, at + WINDOW);
            int score = AsciiCase.fold(window).chars().map(Commonness::of).sum();
            if (!Wildcard.isPattern(window) && score < bestScore) {
                best = at;
                bestScore = score;
            }
        }
        return best;
    }

    private static int window(String text, int at) {
        int window = 0;
        for (int i = at; i < at + WINDOW; i++) {
            window = window << Byte.SIZE | folded(text.charAt(i));
        }
        return window;
    }

    private static int folded(char character) {
        return AsciiCase.fold((char) (character & 0xff));
    }

    boolean anyMatches(String text) {
        return anyOfKnown(text) || anyOf(others, text);
    }

    private boolean anyOfKnown(String text) {
        BitSet tried = null;
        int window = 0;
        for (int i = 0; i < text.length(); i++) {
            window = window << Byte.SIZE | folded(text.charAt(i));
            int bit = (window * MULTIPLIER) >>> shift;
            if ((bits[bit >>> 6] >>> bit & 1) != 0) {
                int @Nullable [] found = patternsByWindow.get(window);
                if (found != null) {
                    tried = tried == null ? new BitSet() : tried;
                    if (anyUntried(found, tried, text)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Each pattern is tried once a text, however often its four characters come. */
    private boolean anyUntried(int[] patterns, BitSet tried, String text) {
        for (int pattern : patterns) {
            if (!tried.get(pattern)) {
                tried.set(pattern);
                if (known.get(pattern).matches(text, caseSensitive)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyOf(List<Glob> patterns, String text) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(text, caseSensitive)) {
                return true;
            }
        }
        return false;
    }
}
