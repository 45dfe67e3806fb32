package org.esdetect.eql.check;

import java.util.Optional;
import org.esdetect.event.NetworkBlock;

/** What a rule may write for a network block: an address and how many of its first bits count, or a bare address. */
public final class NetworkBlocks {
    private NetworkBlocks() {}

    /** {@code block} with its number of bits: a bare address is a block of one. Does not say whether it can be read. */
    public static String withPrefix(String block) {
        if (block.indexOf('/') >= 0) {
            return block;
        }
        return block + (block.indexOf(':') >= 0 ? "/128" : "/32");
    }

    /** What is wrong with {@code block}, as the end of a sentence about it. */
    static Optional<String> problem(String block) {
        return NetworkBlock.find(withPrefix(block)).isPresent()
                ? Optional.empty()
                : Optional.of("cannot be read, expected an address and a number of bits, for example [10.0.0.0/8] or"
                        + " [fe80::/10]");
    }
}
