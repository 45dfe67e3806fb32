package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.Commonness;

/**
 * Fragments anywhere in values to conditions. Immutable.
 *
 * <p>A fragment is found by four of its bytes (three, if it has no more). Four bytes of a value are looked up in a set
 * of bits, which nearly all fail; what passes is looked up in a table, and compared as a whole. Unlike an automaton the
 * steps do not depend on each other, and the tables stay in the nearest cache. Where all fragments are long enough,
 * only every second, third or fourth place of a value is looked at: each fragment is then known by as many fours in a
 * row.
 */
final class FragmentTable {
    private static final int THREE = 0xffffff;
    private static final int MULTIPLIER = 0x9E3779B1;
    private static final int BITS_PER_FRAGMENT = 16;
    private static final int MIN_BITS = 1024;

    private static final int MAX_STRIDE = 4;

    private final Part fours;
    private final Part threes;
    private final int stride;

    FragmentTable(Map<String, int[]> conditions) {
        Map<Integer, Integer> uses = new HashMap<>();
        List<TextTable.Entry> four = new ArrayList<>();
        List<TextTable.Entry> three = new ArrayList<>();
        stride = conditions.keySet().stream()
                .mapToInt(text -> text.length() - Integer.BYTES + 1)
                .filter(places -> places > 0)
                .map(places -> Math.min(places, MAX_STRIDE))
                .min()
                .orElse(1);
        conditions.forEach((text, touched) -> {
            byte[] bytes = FoldedText.bytesOf(text);
            if (bytes.length == TextWitness.MIN_LENGTH) {
                three.add(new TextTable.Entry(key(gram(bytes, 0) & THREE), bytes, 0, touched));
            } else {
                int first = rarestRun(bytes, uses);
                for (int offset = first; offset < first + stride; offset++) {
                    int gram = gram(bytes, offset);
                    uses.merge(gram, 1, Integer::sum);
                    four.add(new TextTable.Entry(key(gram), bytes, offset, touched));
                }
            }
        });
        fours = new Part(four);
        threes = new Part(three);
    }

    /** Fragments found by keys of one width. */
    private static final class Part {
        private final TextTable table;
        private final long[] bits;
        private final int shift;
        private final boolean isEmpty;

        Part(List<TextTable.Entry> entries) {
            table = new TextTable(entries);
            isEmpty = entries.isEmpty();
            int size = Math.max(MIN_BITS, Integer.highestOneBit(entries.size() + 1) * 2 * BITS_PER_FRAGMENT);
            bits = new long[size / Long.SIZE];
            shift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
            for (TextTable.Entry entry : entries) {
                int bit = (entry.key() * MULTIPLIER) >>> shift;
                bits[bit >>> 6] |= 1L << bit;
            }
        }

        boolean mayHold(int key) {
            int bit = (key * MULTIPLIER) >>> shift;
            return (bits[bit >>> 6] >>> bit & 1) != 0;
        }
    }

    /** Touches the conditions of each fragment that {@code value} holds. */
    void find(FoldedText value, Scratch scratch) {
        if (!fours.isEmpty) {
            findFours(value, scratch);
        }
        if (!threes.isEmpty) {
            findThrees(value, scratch);
        }
    }

    private void findFours(FoldedText value, Scratch scratch) {
        byte[] bytes = value.bytes;
        int last = value.length - Integer.BYTES;
        for (int at = 0; at <= last; at += stride) {
            int key = key(FoldedText.fourAt(bytes, at));
            if (fours.mayHold(key)) {
                fours.table.find(key, value, at, scratch);
            }
        }
    }

    private void findThrees(FoldedText value, Scratch scratch) {
        byte[] bytes = value.bytes;
        int last = value.length - TextWitness.MIN_LENGTH;
        for (int at = 0; at <= last; at++) {
            int key = key(FoldedText.fourAt(bytes, at) & THREE);
            if (threes.mayHold(key)) {
                threes.table.find(key, value, at, scratch);
            }
        }
    }

    /** 0 stands for an empty slot; to take another for it costs a comparison, not a verdict. */
    private static int key(int gram) {
        return gram == 0 ? 1 : gram;
    }

    private static int gram(byte[] bytes, int at) {
        int gram = 0;
        for (int i = Math.min(bytes.length, at + Integer.BYTES) - 1; i >= at; i--) {
            gram = gram << 8 | (bytes[i] & 0xff);
        }
        return gram;
    }

    /**
     * Where those fours in a row begin that the fewest fragments before share and that are least like text of every
     * day.
     */
    private int rarestRun(byte[] bytes, Map<Integer, Integer> uses) {
        int[] scores = new int[bytes.length - Integer.BYTES + 1];
        for (int at = 0; at < scores.length; at++) {
            scores[at] = 8 * uses.getOrDefault(gram(bytes, at), 0) + commonness(bytes, at);
        }
        int best = 0;
        int bestScore = Integer.MAX_VALUE;
        for (int from = 0; from + stride <= scores.length; from++) {
            int score = 0;
            for (int at = from; at < from + stride; at++) {
                score += scores[at];
            }
            if (score < bestScore) {
                bestScore = score;
                best = from;
            }
        }
        return best;
    }

    private static int commonness(byte[] bytes, int at) {
        int score = 0;
        for (int i = at; i < at + Integer.BYTES; i++) {
            score += Commonness.of(bytes[i]);
        }
        return score;
    }
}
