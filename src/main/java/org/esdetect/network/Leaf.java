package org.esdetect.network;

import java.util.List;
import java.util.Optional;
import org.esdetect.condition.CompiledPredicate;
import org.esdetect.condition.Predicate;
import org.jspecify.annotations.Nullable;

/** A leaf that all conditions share which have it. Immutable; one object for one test, so identity is equality. */
final class Leaf {
    /** A predicate that remembers its hash: lists are long, and every new network asks for it. */
    record Key(Predicate predicate, int hash) {
        static Key of(Predicate predicate) {
            return new Key(predicate, predicate.hashCode());
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.hash == hash && key.predicate.equals(predicate);
        }
    }

    private final Key key;
    private final CompiledPredicate test;
    private final Optional<String> field;
    private final Optional<String> watched;
    private final List<TextWitness> witnesses;
    private final int cost;
    private final double rarity;
    private final boolean searches;

    private Leaf(Key key, CompiledPredicate test, List<TextWitness> witnesses, int cost) {
        this.key = key;
        this.test = test;
        this.field = test.isAboutOneField() ? Optional.of(test.fields().get(0)) : Optional.empty();
        this.watched = test.predicate() instanceof Predicate.Computed computed
                ? PresentFields.firstOf(computed.expression())
                : field;
        this.witnesses = List.copyOf(witnesses);
        this.cost = cost;
        this.searches = witnesses.stream().anyMatch(each -> each.place() == TextWitness.Place.ANYWHERE);
        this.rarity = Rarity.of(test.predicate(), field, this.witnesses);
    }

    static Leaf of(Key key) {
        Predicate predicate = key.predicate();
        return new Leaf(
                key,
                CompiledPredicate.compile(predicate),
                predicate.accept(new TextWitnesses()),
                predicate.accept(new LeafCost()));
    }

    /** What it tests; equal for leaves that test the same. */
    Key key() {
        return key;
    }

    /** Judges it. */
    CompiledPredicate test() {
        return test;
    }

    /** What it reads; empty for a leaf over an expression, which reads by itself. */
    Optional<String> field() {
        return field;
    }

    /** A field that must hold a value if the leaf holds; empty when the leaf may hold of an event without any. */
    Optional<String> watched() {
        return watched;
    }

    /** Texts, one of which the field must hold if the leaf holds; empty when only judging tells. */
    List<TextWitness> witnesses() {
        return witnesses;
    }

    /** Of judging it once, in nanoseconds: an order of magnitude. */
    int cost() {
        return cost;
    }

    /** The share of events, as far as anyone can know beforehand, in which a witness of it is found. */
    double rarity() {
        return rarity;
    }

    /** Whether a witness may stand anywhere in a value, so that all of it must be searched. */
    boolean searches() {
        return searches;
    }
}
