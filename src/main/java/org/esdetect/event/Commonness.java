package org.esdetect.event;

/** How common characters are in command lines and paths. Fixed; decides where to look first, never what matches. */
public final class Commonness {
    private Commonness() {}

    /** From 1, rare, to 4, common; {@code character} is folded. */
    public static int of(int character) {
        return "etaoinsrl".indexOf(character) >= 0 ? 4 : "\\.cdmpuhwg 0".indexOf(character) >= 0 ? 3 : 1;
    }
}
