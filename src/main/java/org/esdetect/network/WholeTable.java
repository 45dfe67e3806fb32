package org.esdetect.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.event.AsciiCase;

/** Whole values to conditions. Immutable. */
final class WholeTable {
    private final TextTable table;
    /** By length modulo 64: a bit for each last character modulo 64. Refuses most values without reading them. */
    private final long[] lastCharacters = new long[Long.SIZE];

    WholeTable(Map<String, int[]> conditions) {
        List<TextTable.Entry> entries = new ArrayList<>();
        conditions.forEach((text, touched) -> {
            byte[] bytes = FoldedText.bytesOf(text);
            entries.add(new TextTable.Entry(FoldedText.hash(bytes, 0, bytes.length), bytes, 0, touched));
            lastCharacters[text.length() & 63] |= lastBit(text);
        });
        table = new TextTable(entries);
    }

    boolean mayHold(String text) {
        return (lastCharacters[text.length() & 63] & lastBit(text)) != 0;
    }

    void find(FoldedText value, Scratch scratch) {
        // A text of the table can equal the value's beginning only if both are of one length: the hash covers it.
        table.find(FoldedText.hash(value.bytes, 0, value.length), value, 0, scratch);
    }

    private static long lastBit(String text) {
        return text.isEmpty() ? 1 : 1L << AsciiCase.fold(text.charAt(text.length() - 1));
    }
}
