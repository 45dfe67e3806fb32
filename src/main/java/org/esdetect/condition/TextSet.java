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
            int at = hash(text, caseSensitive) & (slots.length - 1);
            while (slots[at] != null) {
                at = (at + 1) & (slots.length - 1);
            }
            slots[at] = text;
            lengths |= 1L << text.length();
        }
        return new TextSet(caseSensitive, slots, lengths);
    }

    boolean contains(String text) {
        if ((lengths >>> text.length() & 1) == 0) {
            return false;
        }
        int at = hash(text, caseSensitive) & (slots.length - 1);
        for (String known = slots[at]; known != null; known = slots[at]) {
            if (caseSensitive
                    ? known.equals(text)
                    : known.length() == text.length() && AsciiCase.holdsAt(text, 0, known)) {
                return true;
            }
            at = (at + 1) & (slots.length - 1);
        }
        return false;
    }

    private static int hash(String text, boolean caseSensitive) {
        int hash = caseSensitive ? text.hashCode() : foldedHash(text);
        return hash ^ hash >>> 15;
    }

    private static int foldedHash(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + AsciiCase.fold(text.charAt(i));
        }
        return hash;
    }
}
