package org.esdetect.event;

import java.util.Optional;

/**
 * A block of addresses in CIDR form. Bits below the prefix are cut off ({@code 10.6.48.157/8} is {@code 10.0.0.0/8}).
 * An IPv4 address is in no IPv6 block, and the reverse.
 *
 * @param base the lowest address of the block
 * @param prefixLength of the 128 bits; of an IPv4 block 96 more than written
 * @param isV4 whether the block was written as IPv4
 */
public record NetworkBlock(Address base, int prefixLength, boolean isV4) {
    private static final int MAPPED_BITS = 96;

    /**
     * The block that {@code text} spells.
     *
     * @throws IllegalArgumentException with a sentence for the rule's author when it spells none
     */
    public static NetworkBlock parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException("[" + text
                        + "] is not a network block, expected an address, a slash and a prefix length, such as"
                        + " [10.0.0.0/8] or [fe80::/10]"));
    }

    /** The block that {@code text} spells, if it spells one. */
    public static Optional<NetworkBlock> find(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String written = text.substring(0, slash);
        Address address = Address.read(written);
        int length = prefixLength(text, slash + 1);
        if (address == null || length < 0 || written.indexOf('%') >= 0) {
            return Optional.empty();
        }
        boolean dotted = written.indexOf(':') < 0;
        if (length > (dotted ? 32 : 128)) {
            return Optional.empty();
        }
        int bits = dotted ? length + MAPPED_BITS : length;
        return Optional.of(new NetworkBlock(mask(address, bits), bits, dotted || mapsV4(address, bits)));
    }

    /** Whether {@code address} lies in this block. */
    public boolean contains(Address address) {
        return address.isV4() == isV4 && mask(address, prefixLength).equals(base);
    }

    /** Whether the addresses of this block, taken as 16 bytes, include the place where IPv4 addresses are mapped. */
    public boolean spansMappedV4() {
        Address mapped = Address.ofV4(0);
        return prefixLength <= MAPPED_BITS && mask(mapped, prefixLength).equals(base);
    }

    /** The block as an {@code ip} field takes it. */
    @Override
    public String toString() {
        return base + "/" + (base.isV4() ? prefixLength - MAPPED_BITS : prefixLength);
    }

    private static boolean mapsV4(Address address, int bits) {
        return address.isV4() && bits >= MAPPED_BITS;
    }

    private static Address mask(Address address, int bits) {
        return new Address(address.high() & ones(bits), address.low() & ones(bits - 64));
    }

    /** A long whose first {@code bits} bits are set; bounded to 0 and 64. */
    private static long ones(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }

    /** One to three digits up to the end; -1 for anything else. */
    private static int prefixLength(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3) {
            return -1;
        }
        int length = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            length = length * 10 + (c - '0');
        }
        return length;
    }
}
