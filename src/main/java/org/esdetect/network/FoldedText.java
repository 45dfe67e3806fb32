package org.esdetect.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One text as bytes, for the tables to look into: the low byte of each character, ASCII letters lowered. Reused for one
 * text after the other.
 *
 * <p>Two texts that are equal but for the case of ASCII letters have the same bytes; the reverse does not hold beyond
 * Latin-1, so what is found here is found again by a leaf before it counts.
 */
final class FoldedText {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int KEPT_BYTES = 1 << 16;

    byte[] bytes;
    int length;

    FoldedText() {
        this(1024);
    }

    private FoldedText(int capacity) {
        bytes = new byte[capacity];
    }

    /** A text of its own, as the tables keep it. */
    static byte[] bytesOf(String text) {
        FoldedText folded = new FoldedText(text.length() + Long.BYTES);
        folded.load(text);
        return Arrays.copyOf(folded.bytes, folded.length);
    }

    /** The one call that copies a string's bytes as they are; every other one encodes into a new array. */
    @SuppressWarnings("deprecation")
    void load(String text) {
        length = text.length();
        if (length + Long.BYTES > bytes.length) {
            bytes = new byte[length + length / 2 + Long.BYTES];
        }
        text.getBytes(0, length, bytes, 0);
        // Eight letters at once; what lies behind the text is lowered too and never looked at.
        for (int at = 0; at < length; at += Long.BYTES) {
            LONG.set(bytes, at, lower((long) LONG.get(bytes, at)));
        }
    }

    /** Lets go of a buffer that one long value made large. */
    void shrink() {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[1024];
        }
    }

    /** Sets bit 5 of each byte from A to Z: its high bit is clear, it is above '@' and not above 'Z'. */
    private static long lower(long eight) {
        long low = eight & ~HIGH_BITS;
        long aboveAt = low + 0x3F3F3F3F3F3F3F3FL;
        long aboveZ = low + 0x2525252525252525L;
        long upper = (aboveAt & ~aboveZ) & ~eight & HIGH_BITS;
        return eight | upper >>> 2;
    }

    /** Four bytes from {@code at} on as a number; there must be four in the buffer, not in the text. */
    static int fourAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** A hash of {@code count} bytes from {@code from} on, never 0; eight at a time, the last eight may overlap. */
    static int hash(byte[] bytes, int from, int count) {
        long hash = count * MULTIPLIER;
        if (count >= Long.BYTES) {
            int last = from + count - Long.BYTES;
            for (int at = from; at < last; at += Long.BYTES) {
                hash = mix(hash, (long) LONG.get(bytes, at));
            }
            hash = mix(hash, (long) LONG.get(bytes, last));
        } else if (count >= Integer.BYTES) {
            hash = mix(
                    hash, (long) (int) INT.get(bytes, from) << 32 ^ (int) INT.get(bytes, from + count - Integer.BYTES));
        } else {
            for (int at = from; at < from + count; at++) {
                hash = mix(hash, bytes[at]);
            }
        }
        int folded = (int) (hash >>> 32);
        return folded == 0 ? 1 : folded;
    }

    private static long mix(long hash, long more) {
        long mixed = (hash ^ more) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }
}
