package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate.Affix;
import org.esdetect.condition.Predicate.Computed;
import org.esdetect.condition.Predicate.Exists;
import org.esdetect.condition.Predicate.InNetwork;
import org.esdetect.condition.Predicate.Like;
import org.esdetect.condition.Predicate.OneOf;
import org.esdetect.condition.Predicate.Range;
import org.esdetect.condition.Predicate.Regex;
import org.esdetect.condition.Wildcard;

/**
 * The tests that differ from one test of a field in one respect.
 *
 * @param constants what the field is tested against
 * @param only the test with the constant of that index alone
 * @param ignoringCase the test without regard to case, when it has regard
 * @param asPattern the test with wildcards read as such, when it takes some literally
 * @param asPart the test of a part of the value, when it asks for the whole
 */
record Neighbours(
        String field,
        List<?> constants,
        IntFunction<org.esdetect.condition.Predicate> only,
        Optional<Condition> ignoringCase,
        Optional<Condition> asPattern,
        Optional<Condition> asPart) {
    /** Shorter texts are part of too much to be worth telling. */
    private static final int MIN_PART = 3;

    /** Those of {@code predicate}; empty when it is no plain test of one field. */
    static Optional<Neighbours> of(org.esdetect.condition.Predicate predicate) {
        return predicate.accept(Builder.INSTANCE);
    }

    private static final class Builder implements org.esdetect.condition.Predicate.Visitor<Optional<Neighbours>> {
        static final Builder INSTANCE = new Builder();

        @Override
        public Optional<Neighbours> exists(Exists predicate) {
            return Optional.of(plain(predicate.field(), List.of(), predicate));
        }

        @Override
        public Optional<Neighbours> oneOf(OneOf predicate) {
            String field = predicate.field();
            boolean sensitive = predicate.caseSensitive();
            List<String> wild = texts(predicate, Wildcard::isPattern);
            List<String> parts = texts(predicate, text -> text.length() >= MIN_PART && !Wildcard.isPattern(text));
            return Optional.of(new Neighbours(
                    field,
                    predicate.values().stream().map(Literal::value).toList(),
                    i -> new OneOf(field, List.of(predicate.values().get(i)), sensitive),
                    leafIf(sensitive, new OneOf(field, predicate.values(), false)),
                    wild.isEmpty() ? Optional.empty() : leafIf(true, new Like(field, wild, false)),
                    parts.isEmpty() ? Optional.empty() : leafIf(true, containing(field, parts, sensitive))));
        }

        @Override
        public Optional<Neighbours> like(Like predicate) {
            String field = predicate.field();
            boolean sensitive = predicate.caseSensitive();
            List<String> parts = predicate.patterns().stream()
                    .filter(pattern -> pattern.length() >= MIN_PART)
                    .toList();
            return Optional.of(new Neighbours(
                    field,
                    predicate.patterns(),
                    i -> new Like(field, List.of(predicate.patterns().get(i)), sensitive),
                    leafIf(sensitive, new Like(field, predicate.patterns(), false)),
                    Optional.empty(),
                    parts.isEmpty() ? Optional.empty() : leafIf(true, containing(field, parts, sensitive))));
        }

        @Override
        public Optional<Neighbours> regex(Regex predicate) {
            String field = predicate.field();
            boolean sensitive = predicate.caseSensitive();
            List<String> anywhere = predicate.patterns().stream()
                    .filter(pattern -> pattern.length() >= MIN_PART)
                    .map(pattern -> ".*(" + pattern + ").*")
                    .toList();
            return Optional.of(new Neighbours(
                    field,
                    predicate.patterns(),
                    i -> new Regex(field, List.of(predicate.patterns().get(i)), sensitive),
                    leafIf(sensitive, new Regex(field, predicate.patterns(), false)),
                    Optional.empty(),
                    anywhere.isEmpty() ? Optional.empty() : leafIf(true, new Regex(field, anywhere, sensitive))));
        }

        @Override
        public Optional<Neighbours> range(Range predicate) {
            return Optional.of(
                    plain(predicate.field(), List.of(predicate.bound().value()), predicate));
        }

        @Override
        public Optional<Neighbours> inNetwork(InNetwork predicate) {
            String field = predicate.field();
            return Optional.of(new Neighbours(
                    field,
                    predicate.blocks(),
                    i -> new InNetwork(field, List.of(predicate.blocks().get(i))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }

        @Override
        public Optional<Neighbours> affix(Affix predicate) {
            String field = predicate.field();
            String text = predicate.text();
            String pattern =
                    switch (predicate.position()) {
                        case START -> text + "*";
                        case END -> "*" + text;
                        case ANYWHERE -> "*" + text + "*";
                    };
            return Optional.of(new Neighbours(
                    field,
                    List.of(text),
                    i -> predicate,
                    leafIf(predicate.caseSensitive(), new Affix(field, predicate.position(), text, false)),
                    leafIf(Wildcard.isPattern(text), new Like(field, List.of(pattern), false)),
                    Optional.empty()));
        }

        @Override
        public Optional<Neighbours> computed(Computed predicate) {
            return Optional.empty();
        }

        private static Neighbours plain(String field, List<?> constants, org.esdetect.condition.Predicate predicate) {
            return new Neighbours(
                    field, constants, i -> predicate, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static Optional<Condition> leafIf(boolean wanted, org.esdetect.condition.Predicate predicate) {
            return wanted ? Optional.of(new Condition.Leaf(predicate)) : Optional.empty();
        }

        private static Like containing(String field, List<String> patterns, boolean caseSensitive) {
            return new Like(
                    field, patterns.stream().map(text -> "*" + text + "*").toList(), caseSensitive);
        }

        private static List<String> texts(OneOf predicate, Predicate<String> wanted) {
            List<String> texts = new ArrayList<>();
            for (Literal literal : predicate.values()) {
                if (literal.value() instanceof String text && wanted.test(text)) {
                    texts.add(text);
                }
            }
            return texts;
        }
    }
}
