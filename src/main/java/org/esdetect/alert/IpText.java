package org.esdetect.alert;

/**
 * Recognises an IP address as text, without asking a name service. A zone ({@code fe80::1%eth0}) is not part of one.
 */
final class IpText {
    private static final int LONGEST_TEXT = 45;
    private static final int GROUPS = 8;

    private IpText() {}

    static boolean isAddress(String text) {
        if (text.length() > LONGEST_TEXT) {
            return false;
        }
        return text.indexOf(':') < 0 ? isVersion4(text) : isVersion6(text);
    }

    private static boolean isVersion4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!isNumber(part, 3, 10)
                    || Integer.parseInt(part) > 255
                    || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int first = before.isEmpty() ? 0 : groups(before, false);
        int last = after.isEmpty() ? 0 : groups(after, true);
        return first >= 0 && last >= 0 && first + last < GROUPS;
    }

    /**
     * How many 16-bit groups {@code text} writes, an address of version 4 at its end being two; negative if it is not
     * such.
     */
    private static int groups(String text, boolean atEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isNumber(parts[i], 4, 16)) {
                count++;
            } else if (atEnd && i == parts.length - 1 && isVersion4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isNumber(String text, int mostDigits, int radix) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return false;
        }
        return text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
    }
}
