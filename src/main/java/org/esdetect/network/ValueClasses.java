package org.esdetect.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.esdetect.event.AsciiCase;
import org.jspecify.annotations.Nullable;

/**
 * Texts that conditions compare a field with, each with the number of its class; and one class for each spelling of it in
 * another case. Asked without a copy. Immutable.
 */
final class ValueClasses {
    /** The class of any text that no condition names. */
    static final int OTHER = 1;

    /** The spellings of one text. */
    private record Spellings(String folded, String[] known, int[] classes, int otherCase) {}

    /** Open addressing, at most a quarter full. */
    private final @Nullable Spellings[] slots;

    /**
     * Numbers the classes from {@code first} on.
     *
     * @param texts as conditions spell them
     */
    static ValueClasses of(Collection<String> texts, int first) {
        Map<String, TreeSet<String>> byFolded = new LinkedHashMap<>();
        for (String text : texts) {
            byFolded.computeIfAbsent(AsciiCase.fold(text), key -> new TreeSet<>()).add(text);
        }
        return new ValueClasses(byFolded, first);
    }

    private ValueClasses(Map<String, TreeSet<String>> byFolded, int first) {
        slots = new Spellings[Integer.highestOneBit(Math.max(1, byFolded.size())) * 8];
        int next = first;
        for (Map.Entry<String, TreeSet<String>> each : byFolded.entrySet()) {
            String[] known = each.getValue().toArray(String[]::new);
            int[] classes = new int[known.length];
            for (int i = 0; i < known.length; i++) {
                classes[i] = next++;
            }
            int slot = slot(each.getKey());
            while (slots[slot] != null) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = new Spellings(each.getKey(), known, classes, next++);
        }
    }

    /** A text of each class. A spelling in another case is not told apart from the folded one where that is not named. */
    Map<Integer, String> examples() {
        Map<Integer, String> examples = new HashMap<>();
        for (Spellings each : slots) {
            if (each != null) {
                for (int i = 0; i < each.known.length; i++) {
                    examples.put(each.classes[i], each.known[i]);
                }
            }
        }
        return examples;
    }

    /** The folded text of each class of other spellings. */
    Map<Integer, String> otherCases() {
        Map<Integer, String> otherCases = new HashMap<>();
        for (Spellings each : slots) {
            if (each != null) {
                otherCases.put(each.otherCase, each.folded);
            }
        }
        return otherCases;
    }

    int classOf(String text) {
        int slot = slot(text);
        for (Spellings at = slots[slot]; at != null; at = slots[slot]) {
            if (at.known[0].equals(text)) {
                return at.classes[0];
            }
            if (AsciiCase.equal(at.folded, text)) {
                return classOf(text, at);
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return OTHER;
    }

    private static int classOf(String text, Spellings spellings) {
        for (int i = 0; i < spellings.known.length; i++) {
            if (spellings.known[i].equals(text)) {
                return spellings.classes[i];
            }
        }
        return spellings.otherCase;
    }

    /** By length and three characters: texts of a list that nobody outside chose differ enough in these. */
    private int slot(String text) {
        int length = text.length();
        if (length == 0) {
            return 0;
        }
        int hash = length * 31 + AsciiCase.fold(text.charAt(0));
        hash = hash * 31 + AsciiCase.fold(text.charAt(length >> 1));
        hash = hash * 31 + AsciiCase.fold(text.charAt(length - 1));
        return (hash ^ hash >>> 7) & (slots.length - 1);
    }
}
