package org.esdetect.eql.parse;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What someone probably meant.
 *
 * @param whole whether the text is the whole message; otherwise it follows the statement what was unexpected
 * @param unsupported whether this is EQL, but of a part of it that we refuse
 * @param back how many words before the one that cannot stand there the mistake is
 */
record Hint(String text, boolean whole, boolean unsupported, int back) {

    static Optional<Hint> whole(boolean applies, Supplier<String> text) {
        return applies ? Optional.of(new Hint(text.get(), true, false, 0)) : Optional.empty();
    }

    static Optional<Hint> advice(boolean applies, Supplier<String> text) {
        return applies ? Optional.of(new Hint(text.get(), false, false, 0)) : Optional.empty();
    }

    static Optional<Hint> unsupported(boolean applies, Supplier<String> text) {
        return applies ? Optional.of(new Hint(text.get(), true, true, 0)) : Optional.empty();
    }

    /** The whole message, about the word before the one that cannot stand there. */
    static Optional<Hint> before(boolean applies, Supplier<String> text) {
        return applies ? Optional.of(new Hint(text.get(), true, false, 1)) : Optional.empty();
    }
}
