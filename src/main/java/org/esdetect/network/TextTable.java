package org.esdetect.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts by a key of a part of them, and the conditions that each touches. Immutable.
 *
 * <p>Shape: {@link #keys} is open addressing, 0 for empty, at most a quarter full, so that most questions end at one
 * look. The entries of slot s are those from {@code firsts[s]} up to {@code firsts[s] + counts[s]}.
 */
final class TextTable {
    /** A text to be found. */
    static final class Entry {
        private final int key;
        private final byte[] text;
        private final int offset;
        private final int[] conditions;

        /**
         * @param key of the part by which it is found, not 0
         * @param offset of that part in the text
         * @param conditions to touch
         */
        Entry(int key, byte[] text, int offset, int[] conditions) {
            this.key = key;
            this.text = text;
            this.offset = offset;
            this.conditions = conditions;
        }

        int key() {
            return key;
        }
    }

    private static final int MULTIPLIER = 0x9E3779B1;

    private final int[] keys;
    private final int[] firsts;
    private final int[] counts;
    private final int shift;
    private final byte[][] texts;
    private final int[] offsets;
    private final int[][] conditions;

    TextTable(List<Entry> entries) {
        Map<Integer, List<Entry>> byKey = new TreeMap<>();
        entries.forEach(entry ->
                byKey.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry));
        int capacity = Integer.highestOneBit(Math.max(1, byKey.size())) * 8;
        keys = new int[capacity];
        firsts = new int[capacity];
        counts = new int[capacity];
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(capacity);
        texts = new byte[entries.size()][];
        offsets = new int[entries.size()];
        conditions = new int[entries.size()][];
        int next = 0;
        for (Map.Entry<Integer, List<Entry>> group : byKey.entrySet()) {
            int slot = freeSlot(group.getKey());
            keys[slot] = group.getKey();
            firsts[slot] = next;
            counts[slot] = group.getValue().size();
            for (Entry entry : group.getValue()) {
                texts[next] = entry.text;
                offsets[next] = entry.offset;
                conditions[next++] = entry.conditions;
            }
        }
    }

    private int freeSlot(int key) {
        int slot = (key * MULTIPLIER) >>> shift;
        while (keys[slot] != 0) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /**
     * Touches the conditions of each text with {@code key} that {@code value} holds so that its part lies at
     * {@code at}.
     */
    void find(int key, FoldedText value, int at, Scratch scratch) {
        int slot = (key * MULTIPLIER) >>> shift;
        while (keys[slot] != key) {
            if (keys[slot] == 0) {
                return;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        int end = firsts[slot] + counts[slot];
        for (int i = firsts[slot]; i < end; i++) {
            int from = at - offsets[i];
            byte[] text = texts[i];
            if (from >= 0
                    && from + text.length <= value.length
                    && Arrays.equals(value.bytes, from, from + text.length, text, 0, text.length)) {
                scratch.touch(conditions[i]);
            }
        }
    }
}
