package org.esdetect.testing;

import java.util.List;
import java.util.Random;

/** Damages queries, as a slip of the hand, a careless paste or malice would. */
public final class Mutations {
    private static final List<String> FRAGMENTS = List.of(
            "\"",
            "\"\"\"",
            "'",
            "`",
            "(",
            ")",
            "[",
            "![",
            "]",
            "/*",
            "*/",
            "//",
            "\\",
            "\\u{",
            "}",
            "|",
            "?",
            "~",
            "!",
            "=",
            "==",
            "!=",
            "<",
            ">",
            ":",
            "!:",
            ",",
            ".",
            "+",
            "-",
            "*",
            "/",
            "%",
            "@",
            "$",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\uD83D",
            "\uDE00",
            "\u00A0",
            " and ",
            " or ",
            " not ",
            " in ",
            " in~ ",
            " like ",
            " regex~ ",
            " where ",
            " by ",
            " with ",
            " maxspan=",
            " runs=",
            " until ",
            " sequence ",
            " join ",
            " sample ",
            " any ",
            " of ",
            " null ",
            " true ",
            " head ",
            "1",
            "0",
            "9223372036854775808",
            "1e999",
            ".5",
            "5m",
            "1.2.3",
            "name",
            "process.name",
            "length(",
            "between~(",
            "cidrMatch(a, \"1.2.3.4/",
            "a regex \"(((\"",
            "a : (",
            "in (null)");

    private Mutations() {}

    /** One to four times: a fragment put in, a piece cut out, doubled, moved or put in from elsewhere. */
    public static String mutated(String text, Random random) {
        StringBuilder result = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(result.length() + 1);
            int to = Math.min(result.length(), from + random.nextInt(12));
            String piece = result.substring(from, to);
            switch (random.nextInt(5)) {
                case 0, 1 -> result.insert(from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> result.delete(from, to);
                case 3 -> result.insert(from, piece.repeat(1 + random.nextInt(3)));
                default -> result.delete(from, to).insert(random.nextInt(result.length() + 1), piece);
            }
        }
        return result.toString();
    }
}
