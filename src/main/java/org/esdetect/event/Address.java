package org.esdetect.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address in one form: 16 bytes, an IPv4 address mapped into {@code ::ffff:0:0/96}, so that it equals
 * its IPv6-mapped spelling as it does in an {@code ip} field.
 *
 * <p>Read from text by hand: no name is ever looked up. Leading zeros in a decimal part are refused; a scope
 * ({@code %eth0}) is read over.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Address(long high, long low) implements Comparable<Address> {
    private static final long MAPPED_PREFIX = 0xffffL << 32;
    private static final int HEXTETS = 8;

    /** The longest text that can be an address without its scope; spares long values the parser. */
    private static final int MAX_LENGTH = 64;

    /** The address that {@code text} spells, if it spells one. */
    public static Optional<Address> parse(String text) {
        return Optional.ofNullable(read(text));
    }

    /** As {@link #parse}; null instead of empty, for the hot path. */
    static @Nullable Address read(String text) {
        int colon = text.indexOf(':');
        if (text.length() > MAX_LENGTH || text.isEmpty() || (colon < 0 && text.indexOf('.') < 0)) {
            return null;
        }
        if (colon < 0) {
            long bits = readV4(text);
            return bits < 0 ? null : ofV4(bits);
        }
        return readV6(text);
    }

    static Address ofV4(long bits) {
        return new Address(0, MAPPED_PREFIX | bits);
    }

    /** Whether this is an IPv4 address, however it was spelled. */
    public boolean isV4() {
        return high == 0 && (low & ~0xffffffffL) == MAPPED_PREFIX;
    }

    /** The order of an {@code ip} field: by the 16 bytes, unsigned. */
    @Override
    public int compareTo(Address other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Dotted for IPv4; eight hexadecimal groups, not shortened, for IPv6. */
    @Override
    public String toString() {
        if (isV4()) {
            return (low >> 24 & 0xff) + "." + (low >> 16 & 0xff) + "." + (low >> 8 & 0xff) + "." + (low & 0xff);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < HEXTETS; i++) {
            long half = i < 4 ? high : low;
            text.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (i % 4)) & 0xffff));
        }
        return text.toString();
    }

    /** The 32 bits of a dotted quad; -1 when it is none. */
    private static long readV4(String text) {
        long bits = 0;
        int part = -1;
        int parts = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (part < 0 || ++parts > 4) {
                    return -1;
                }
                bits = bits << 8 | part;
                part = -1;
            } else if (c < '0' || c > '9' || part == 0) {
                return -1;
            } else {
                part = Math.max(part, 0) * 10 + (c - '0');
                if (part > 255) {
                    return -1;
                }
            }
        }
        return parts == 4 ? bits : -1;
    }

    private static @Nullable Address readV6(String scoped) {
        int percent = scoped.indexOf('%');
        if (percent == scoped.length() - 1) {
            return null;
        }
        String text = percent < 0 ? scoped : scoped.substring(0, percent);
        int[] hextets = new int[HEXTETS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            String part = end < 0 ? text.substring(at) : text.substring(at, end);
            int room = HEXTETS - count;
            int used = end < 0 && part.indexOf('.') >= 0
                    ? readTail(part, hextets, count, room)
                    : readHextet(part, hextets, count, room);
            if (used == 0) {
                return null;
            }
            count += used;
            if (end < 0) {
                break;
            }
            at = end + 1;
            if (at == text.length()) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count != HEXTETS : count >= HEXTETS) {
            return null;
        }
        return join(spread(hextets, count, gap));
    }

    /** An IPv4 tail as two groups; the number of groups read, 0 for a mistake. */
    private static int readTail(String part, int[] hextets, int count, int room) {
        long bits = readV4(part);
        if (bits < 0 || room < 2) {
            return 0;
        }
        hextets[count] = (int) (bits >> 16);
        hextets[count + 1] = (int) (bits & 0xffff);
        return 2;
    }

    private static int readHextet(String part, int[] hextets, int count, int room) {
        if (part.isEmpty() || room < 1) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            value = value << 4 | digit;
            if (digit < 0 || value > 0xffff) {
                return 0;
            }
        }
        hextets[count] = value;
        return 1;
    }

    /** Opens the run of zeros that {@code ::} stands for. */
    private static int[] spread(int[] hextets, int count, int gap) {
        if (gap < 0) {
            return hextets;
        }
        int[] spread = new int[HEXTETS];
        System.arraycopy(hextets, 0, spread, 0, gap);
        System.arraycopy(hextets, gap, spread, HEXTETS - (count - gap), count - gap);
        return spread;
    }

    private static Address join(int[] hextets) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < HEXTETS; i++) {
            if (i < 4) {
                high = high << 16 | hextets[i];
            } else {
                low = low << 16 | hextets[i];
            }
        }
        return new Address(high, low);
    }
}
