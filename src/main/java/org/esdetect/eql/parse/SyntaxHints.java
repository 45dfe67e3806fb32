package org.esdetect.eql.parse;

import java.util.Optional;
import java.util.stream.Stream;

/** What people usually mean when a word stands where it cannot stand. */
final class SyntaxHints {
    private SyntaxHints() {}

    /** The first that fits; those that know more of the place come first. */
    static Optional<Hint> of(Failure failure) {
        return Stream.of(
                        new StatementHints(failure).all(),
                        new ParenthesisHints(failure).all(),
                        new NameHints(failure).all(),
                        new OperatorHints(failure).all())
                .flatMap(hints -> hints)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
