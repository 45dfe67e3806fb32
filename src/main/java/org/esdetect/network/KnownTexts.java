package org.esdetect.network;

import org.jspecify.annotations.Nullable;

/** A few texts with a number each. Immutable: {@link #with} makes a larger one. Asked without a copy. */
final class KnownTexts {
    static final KnownTexts NONE = new KnownTexts(0, new String[8], new int[8]);
    static final int UNKNOWN = -1;

    private final int size;
    /** Open addressing, at most a quarter full. */
    private final @Nullable String[] texts;

    private final int[] numbers;

    private KnownTexts(int size, @Nullable String[] texts, int[] numbers) {
        this.size = size;
        this.texts = texts;
        this.numbers = numbers;
    }

    int size() {
        return size;
    }

    int number(String text) {
        int slot = slot(text, texts.length);
        for (String known = texts[slot]; known != null; known = texts[slot]) {
            if (known.equals(text)) {
                return numbers[slot];
            }
            slot = (slot + 1) & (texts.length - 1);
        }
        return UNKNOWN;
    }

    /** These and {@code text}, which is not among them. */
    KnownTexts with(String text, int number) {
        int capacity = (size + 1) * 4 > texts.length ? texts.length * 2 : texts.length;
        KnownTexts larger = new KnownTexts(size + 1, new String[capacity], new int[capacity]);
        for (int i = 0; i < texts.length; i++) {
            String known = texts[i];
            if (known != null) {
                larger.put(known, numbers[i]);
            }
        }
        larger.put(text, number);
        return larger;
    }

    private void put(String text, int number) {
        int slot = slot(text, texts.length);
        while (texts[slot] != null) {
            slot = (slot + 1) & (texts.length - 1);
        }
        texts[slot] = text;
        numbers[slot] = number;
    }

    /** By length and three characters: cheaper than a hash of all, and there are few texts. */
    private static int slot(String text, int capacity) {
        int length = text.length();
        if (length == 0) {
            return 0;
        }
        int hash = (length * 31 + text.charAt(0)) * 31 + text.charAt(length >> 1);
        hash = hash * 31 + text.charAt(length - 1);
        return (hash ^ hash >>> 7) & (capacity - 1);
    }
}
