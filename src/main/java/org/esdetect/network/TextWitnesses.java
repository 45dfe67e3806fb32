package org.esdetect.network;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.condition.Wildcard;
import org.esdetect.event.Address;
import org.esdetect.event.Values;

/**
 * The texts of which a value must hold one for a leaf to hold of it; none when the leaf can hold of a value that is
 * spelled otherwise, such as an equal number, address or date, or when a pattern has no text long enough.
 */
final class TextWitnesses implements Predicate.Visitor<List<TextWitness>> {
    @Override
    public List<TextWitness> exists(Predicate.Exists predicate) {
        return List.of();
    }

    @Override
    public List<TextWitness> oneOf(Predicate.OneOf predicate) {
        List<TextWitness> witnesses = new ArrayList<>();
        for (Literal literal : predicate.values()) {
            if (!(literal.value() instanceof String text) || hasOtherSpellings(text)) {
                return List.of();
            }
            witnesses.add(new TextWitness(TextWitness.Place.WHOLE, text));
        }
        return witnesses;
    }

    /** Whether a value can equal {@code text} without being it. */
    static boolean hasOtherSpellings(String text) {
        return Address.parse(text).isPresent() || Values.moment(text) != null;
    }

    @Override
    public List<TextWitness> like(Predicate.Like predicate) {
        List<TextWitness> witnesses = new ArrayList<>();
        for (String pattern : predicate.patterns()) {
            List<TextWitness> ofPattern = ofPattern(pattern);
            if (ofPattern.isEmpty()) {
                return List.of();
            }
            witnesses.add(Rarity.rarest(ofPattern));
        }
        return witnesses;
    }

    /** Each text between the wildcards of {@code pattern}: any of them is a witness. */
    private static List<TextWitness> ofPattern(String pattern) {
        if (!Wildcard.isPattern(pattern)) {
            return List.of(new TextWitness(TextWitness.Place.WHOLE, pattern));
        }
        List<TextWitness> witnesses = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= pattern.length(); at++) {
            if (at == pattern.length() || pattern.charAt(at) == '*' || pattern.charAt(at) == '?') {
                if (at - from >= TextWitness.MIN_LENGTH) {
                    TextWitness.Place place = from == 0
                            ? TextWitness.Place.START
                            : at == pattern.length() ? TextWitness.Place.END : TextWitness.Place.ANYWHERE;
                    witnesses.add(new TextWitness(place, pattern.substring(from, at)));
                }
                from = at + 1;
            }
        }
        return witnesses;
    }

    @Override
    public List<TextWitness> regex(Predicate.Regex predicate) {
        return List.of();
    }

    @Override
    public List<TextWitness> range(Predicate.Range predicate) {
        return List.of();
    }

    @Override
    public List<TextWitness> inNetwork(Predicate.InNetwork predicate) {
        return List.of();
    }

    @Override
    public List<TextWitness> affix(Predicate.Affix predicate) {
        if (predicate.text().length() < TextWitness.MIN_LENGTH) {
            return List.of();
        }
        TextWitness.Place place =
                switch (predicate.position()) {
                    case START -> TextWitness.Place.START;
                    case END -> TextWitness.Place.END;
                    case ANYWHERE -> TextWitness.Place.ANYWHERE;
                };
        return List.of(new TextWitness(place, predicate.text()));
    }

    @Override
    public List<TextWitness> computed(Predicate.Computed predicate) {
        return List.of();
    }
}
