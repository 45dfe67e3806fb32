package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.AsciiCase;

/**
 * Beginnings of values to conditions, or endings. Immutable.
 *
 * <p>A text is found by its outermost bytes, as many of them as the largest of a few widths that it has: one look a
 * width that occurs, however many texts there are.
 */
final class EdgeTable {
    private static final int[] WIDTHS = {3, 4, 8, 16, 32};

    private final boolean atStart;
    private final int[] widths;
    private final TextTable[] tables;
    /** A bit for each outermost character modulo 64. */
    private final long outermost;

    EdgeTable(boolean atStart, Map<String, int[]> conditions) {
        this.atStart = atStart;
        Map<Integer, List<TextTable.Entry>> byWidth = new HashMap<>();
        long characters = 0;
        for (Map.Entry<String, int[]> each : conditions.entrySet()) {
            byte[] text = FoldedText.bytesOf(each.getKey());
            int width = width(text.length);
            int offset = atStart ? 0 : text.length - width;
            byWidth.computeIfAbsent(width, key -> new ArrayList<>())
                    .add(new TextTable.Entry(FoldedText.hash(text, offset, width), text, offset, each.getValue()));
            characters |= outermostBit(each.getKey());
        }
        outermost = characters;
        widths = byWidth.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        tables = new TextTable[widths.length];
        for (int i = 0; i < widths.length; i++) {
            tables[i] = new TextTable(byWidth.getOrDefault(widths[i], List.of()));
        }
    }

    private static int width(int length) {
        int width = WIDTHS[0];
        for (int each : WIDTHS) {
            width = each <= length ? each : width;
        }
        return width;
    }

    boolean mayHold(String text) {
        return text.length() >= WIDTHS[0] && (outermost & outermostBit(text)) != 0;
    }

    void find(FoldedText value, Scratch scratch) {
        for (int i = 0; i < widths.length && widths[i] <= value.length; i++) {
            int at = atStart ? 0 : value.length - widths[i];
            tables[i].find(FoldedText.hash(value.bytes, at, widths[i]), value, at, scratch);
        }
    }

    private long outermostBit(String text) {
        return 1L << AsciiCase.fold(text.charAt(atStart ? 0 : text.length() - 1));
    }
}
