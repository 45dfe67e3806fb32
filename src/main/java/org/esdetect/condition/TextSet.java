package org.esdetect.condition;

import java.util.Collection;
import org.esdetect.event.AsciiCase;
import org.jspecify.annotations.Nullable;

/** A set of texts that is asked without a copy of what it is asked about, also when case does not count. Immutable. */
final class TextSet {
    private final boolean caseSensitive;
    /** Open addressing, at most half full. */
    private final @Nullable String[] slots;
    /** A bit for each length modulo 64 that occurs: most texts are refused by their length. */
    private final long lengths;

    private TextSet(boolean caseSensitive, @Nullable String[] slots, long lengths) {
        this.caseSensitive = caseSensitive;
        this.slots = slots;
        this.lengths = lengths;
    }

    /** @param texts in any case; folded here unless case counts */
    static TextSet of(Collection<String> texts, boolean caseSensitive) {
        @Nullable String[] slots = new String[Integer.highestOneBit(Math.max(1, texts.size())) * 4];
        long lengths = 0;
        for (String each : texts) {
            String text = caseSensitive ? each : AsciiCase.fold(each);
            int at = spread(text.hashCode()) & (slots.length - 1);
            while (slots[at] != null) {
                at = (at + 1) & (slots.length - 1);
            }
            slots[at] = text;
            lengths |= 1L << text.length();
        }
        return new TextSet(caseSensitive, slots, lengths);
    }

    boolean contains(String text) {
        return containsFrom(text, 0);
    }

    /** Whether what {@code text} holds from {@code from} on is in the set. */
    boolean containsFrom(String text, int from) {
        int length = text.length() - from;
        if ((lengths >>> length & 1) == 0) {
            return false;
        }
        int at = hash(text, from) & (slots.length - 1);
        for (String known = slots[at]; known != null; known = slots[at]) {
            if (known.length() == length
                    && (caseSensitive ? text.startsWith(known, from) : AsciiCase.holdsAt(text, from, known))) {
                return true;
            }
            at = (at + 1) & (slots.length - 1);
        }
        return false;
    }

    boolean isEmpty() {
        return lengths == 0;
    }

    /** As the hash of the string itself, which it remembers, where that serves. */
    private int hash(String text, int from) {
        return spread(caseSensitive && from == 0 ? text.hashCode() : foldedHash(text, from, caseSensitive));
    }

    private static int foldedHash(String text, int from, boolean caseSensitive) {
        int hash = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            hash = 31 * hash + (caseSensitive ? c : AsciiCase.fold(c));
        }
        return hash;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 15;
    }
}
