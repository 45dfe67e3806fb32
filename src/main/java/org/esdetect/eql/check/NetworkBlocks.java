package org.esdetect.eql.check;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text is a network block: an address and how many of its first bits count. Looks no name up. */
final class NetworkBlocks {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String EXPECTED = "cannot be read, expected for example [10.0.0.0/8] or [fe80::/10]";

    private NetworkBlocks() {}

    /** What is wrong with {@code block}, as the end of a sentence about it. A bare address is a block of one. */
    static Optional<String> problem(String block) {
        int slash = block.indexOf('/');
        String address = slash < 0 ? block : block.substring(0, slash);
        int bits = isV4(address) ? 32 : isV6(address) ? 128 : 0;
        if (bits == 0) {
            return Optional.of(EXPECTED);
        }
        if (slash < 0) {
            return Optional.empty();
        }
        String prefix = block.substring(slash + 1);
        boolean inRange = NUMBER.matcher(prefix).matches() && Integer.parseInt(prefix) <= bits;
        return inRange
                ? Optional.empty()
                : Optional.of(
                        "has the prefix [" + Shown.cut(prefix) + "], expected a number from [0] to [" + bits + "]");
    }

    private static boolean isV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!NUMBER.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Eight groups; {@code ::} once for one or more groups of zeros; the last two may be written as IPv4. */
    private static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** How many groups {@code text} has; -1 when it has something else. */
    private static int groups(String text, boolean mayEndInV4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean v4 = mayEndInV4 && i == parts.length - 1 && isV4(parts[i]);
            if (!v4 && !GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
            count += v4 ? 2 : 1;
        }
        return count;
    }
}
