package org.esdetect.condition;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.event.Address;
import org.esdetect.event.Numbers;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * The constants of one list, sorted by what a value can equal them as. The same answer as {@link Values#equal(Object,
 * Object, boolean)} of each, without asking each.
 *
 * @param numbers in numeric order, so that 5 and 5.0 are one
 * @param addresses what the texts among the constants spell, likewise {@code dates}
 * @param epochMillis the integers as moments: what a date in an event may equal
 */
record LiteralSet(
        TextSet texts,
        Set<Number> numbers,
        Set<Boolean> booleans,
        Set<Address> addresses,
        Set<Instant> dates,
        Set<Instant> epochMillis)
        implements ValueTest {

    static LiteralSet of(List<Literal> literals, boolean caseSensitive) {
        LiteralSet set = new LiteralSet(
                TextSet.of(texts(literals), caseSensitive),
                new TreeSet<>(Numbers::compare),
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>());
        for (Literal literal : literals) {
            set.add(literal.value());
        }
        return set;
    }

    private static List<String> texts(List<Literal> literals) {
        return literals.stream()
                .map(Literal::value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private void add(Object literal) {
        if (literal instanceof Number number) {
            numbers.add(number);
            if (Numbers.isLong(number)) {
                epochMillis.add(Instant.ofEpochMilli(number.longValue()));
            }
        } else if (literal instanceof Boolean truth) {
            booleans.add(truth);
        } else {
            String text = Values.text(literal);
            Address.parse(text).ifPresent(addresses::add);
            Instant date = Values.moment(text);
            if (date != null) {
                dates.add(date);
            }
        }
    }

    @Override
    public boolean passes(Object value) {
        if (value instanceof String text) {
            return texts.contains(text) || (hasMeanings() && hasMeaning(text));
        }
        if (value instanceof Number number) {
            return (!numbers.isEmpty() && numbers.contains(number))
                    || (!texts.isEmpty() && texts.contains(number.toString()))
                    || hasDate(number);
        }
        return (value instanceof Boolean truth && booleans.contains(truth))
                || (!texts.isEmpty() && texts.contains(value.toString()));
    }

    /** Whether a text that is not in the list as it stands could still equal something in it. */
    private boolean hasMeanings() {
        return !numbers.isEmpty()
                || !booleans.isEmpty()
                || !addresses.isEmpty()
                || !dates.isEmpty()
                || !epochMillis.isEmpty();
    }

    private boolean hasMeaning(String text) {
        return (!numbers.isEmpty() && hasNumber(Values.number(text)))
                || (!booleans.isEmpty() && hasBoolean(text))
                || (!addresses.isEmpty() && hasAddress(Values.address(text)))
                || hasDate(text)
                || (!epochMillis.isEmpty() && hasMillis(Values.moment(text)));
    }

    private boolean hasNumber(@Nullable Number number) {
        return number != null && numbers.contains(number);
    }

    private boolean hasBoolean(String text) {
        Boolean truth = Logic.truth(text);
        return truth != null && booleans.contains(truth);
    }

    private boolean hasAddress(@Nullable Address address) {
        return address != null && addresses.contains(address);
    }

    private boolean hasDate(Object value) {
        if (dates.isEmpty()) {
            return false;
        }
        Instant moment = Values.momentBesideDate(value);
        return moment != null && dates.contains(moment);
    }

    private boolean hasMillis(@Nullable Instant date) {
        return date != null && epochMillis.contains(date);
    }
}
