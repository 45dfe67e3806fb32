package org.esdetect.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/**
 * One field of the signature: sorts what an event holds there into classes that no guard tells apart.
 *
 * <p>Class 0 is "missing", 1 "a text that no guard names", then one for each text, then some for several values at once,
 * made when such an event comes. The last is "whatever": nothing is concluded from it.
 */
final class GuardField {
    static final int MISSING = 0;
    private static final int FIRST_TEXT = 2;
    private static final int MAX_COMBINATIONS = 30;

    final int field;
    /** One more than the largest class. */
    final int capacity;

    private final List<Leaf> guards;
    private final ValueClasses texts;
    /** Of each class: which guards hold. Grows by combinations, guarded by this. */
    private final List<BitSet> holding = new ArrayList<>();
    /** Of each two classes, the class of both together plus one; 0 while unknown. Entries are written once. */
    private final int[] together;

    GuardField(int field, List<Leaf> guards) {
        this.field = field;
        this.guards = List.copyOf(guards);
        TreeSet<String> named = new TreeSet<>();
        guards.forEach(guard -> named.addAll(textsOf(guard.test().predicate())));
        this.texts = ValueClasses.of(named, FIRST_TEXT);
        addClasses();
        this.capacity = holding.size() + MAX_COMBINATIONS + 1;
        this.together = new int[capacity * capacity];
    }

    private static List<String> textsOf(Predicate predicate) {
        if (predicate instanceof Predicate.OneOf oneOf) {
            return oneOf.values().stream()
                    .map(Literal::value)
                    .map(String.class::cast)
                    .toList();
        }
        return predicate instanceof Predicate.Like like ? like.patterns() : List.of();
    }

    private void addClasses() {
        Map<Integer, String> examples = texts.examples();
        Map<Integer, String> otherCases = texts.otherCases();
        holding.add(new BitSet());
        holding.add(holdingOf(null, false));
        while (holding.size() < FIRST_TEXT + examples.size() + otherCases.size()) {
            String example = examples.get(holding.size());
            holding.add(
                    example != null
                            ? holdingOf(example, true)
                            : holdingOf(otherCases.get(holding.size()), false));
        }
    }

    /** @param exact false: {@code text} in another case than any guard spells it; null for a text that none names */
    private BitSet holdingOf(@Nullable String text, boolean exact) {
        BitSet holds = new BitSet();
        for (int i = 0; i < guards.size(); i++) {
            Predicate predicate = guards.get(i).test().predicate();
            boolean unaffectedByCase = exact || !isCaseSensitive(predicate);
            holds.set(
                    i,
                    predicate instanceof Predicate.Exists
                            || (text != null
                                    && unaffectedByCase
                                    && guards.get(i).test().passes(text)));
        }
        return holds;
    }

    private static boolean isCaseSensitive(Predicate predicate) {
        return (predicate instanceof Predicate.OneOf oneOf && oneOf.caseSensitive())
                || (predicate instanceof Predicate.Like like && like.caseSensitive());
    }

    private int whatever() {
        return capacity - 1;
    }

    /** The class of what an event holds: null, a scalar, or a list of scalars. */
    int classOf(@Nullable Object value) {
        if (value instanceof String text) {
            return texts.classOf(text);
        }
        if (value == null) {
            return MISSING;
        }
        if (value instanceof List<?> values) {
            int all = classOf(values.get(0));
            for (int i = 1; i < values.size(); i++) {
                all = together(all, classOf(values.get(i)));
            }
            return all;
        }
        return texts.classOf(Values.text(value));
    }

    private int together(int one, int other) {
        if (one == other) {
            return one;
        }
        int known = together[one * capacity + other];
        return known == 0 ? combine(one, other) : known - 1;
    }

    private synchronized int combine(int one, int other) {
        int combined = whatever();
        if (one != whatever() && other != whatever()) {
            BitSet both = (BitSet) holding.get(one).clone();
            both.or(holding.get(other));
            combined = holding.indexOf(both);
            if (combined == MISSING || combined < 0) {
                combined = holding.size() < whatever() ? holding.size() : whatever();
                if (combined < whatever()) {
                    holding.add(both);
                }
            }
        }
        together[one * capacity + other] = combined + 1;
        return combined;
    }

    /** Whether an event of {@code valueClass} can pass {@code test}, which is of this field. */
    synchronized boolean allows(int valueClass, Term.Test test) {
        return valueClass == whatever() || holding.get(valueClass).get(guards.indexOf(test.leaf())) == test.wanted();
    }
}
