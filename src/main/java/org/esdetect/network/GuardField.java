package org.esdetect.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One field of the signature: sorts what an event holds there into classes that no guard tells apart. Any thread.
 *
 * <p>Learns the class of each text that comes, up to a bound; a text beyond it is judged by each guard again. A class
 * is the set of guards that hold; their number is bounded too, and beyond it nothing is concluded.
 */
final class GuardField {
    /** No guard holds: the field is missing, or holds what no guard asks for. */
    static final int NONE = 0;
    /** It is not known which guards hold. */
    static final int WHATEVER = 1;

    static final int MAX_CLASSES = 250;
    static final int MAX_TEXTS = 500;
    private static final int MAX_LENGTH = 100;
    private static final int COMBINATIONS = 256;

    final int field;
    private final List<Leaf> guards;
    private final Map<BitSet, Integer> classes = new ConcurrentHashMap<>();
    /** Of each class, the guards that hold. Guarded by this. */
    private final List<BitSet> holding = new ArrayList<>();

    private volatile KnownTexts texts = KnownTexts.NONE;
    /** Two classes and that of both together in one number, 20 bits each; written whole, so any thread may. */
    private final long[] together = new long[COMBINATIONS];

    GuardField(int field, List<Leaf> guards) {
        this.field = field;
        this.guards = List.copyOf(guards);
        holding.add(new BitSet());
        holding.add(new BitSet());
        classes.put(new BitSet(), NONE);
    }

    /** The class of what an event holds: null, a scalar, or a list of scalars. */
    int classOf(@Nullable Object value) {
        if (value instanceof String text) {
            int known = texts.number(text);
            return known == KnownTexts.UNKNOWN ? learn(text) : known;
        }
        if (value == null) {
            return NONE;
        }
        if (value instanceof List<?> values) {
            int all = classOf(values.get(0));
            for (int i = 1; i < values.size(); i++) {
                all = together(all, classOf(values.get(i)));
            }
            return all;
        }
        return classOf(holdingOf(value));
    }

    private int learn(String text) {
        int found = classOf(holdingOf(text));
        if (text.length() <= MAX_LENGTH && texts.size() < MAX_TEXTS) {
            synchronized (this) {
                if (texts.number(text) == KnownTexts.UNKNOWN) {
                    texts = texts.with(text, found);
                }
            }
        }
        return found;
    }

    private BitSet holdingOf(Object value) {
        BitSet holds = new BitSet();
        for (int i = 0; i < guards.size(); i++) {
            holds.set(i, guards.get(i).test().passes(value));
        }
        return holds;
    }

    private int classOf(BitSet holds) {
        Integer known = classes.get(holds);
        return known == null ? newClass(holds) : known;
    }

    private synchronized int newClass(BitSet holds) {
        Integer known = classes.get(holds);
        if (known != null) {
            return known;
        }
        if (holding.size() == MAX_CLASSES) {
            return WHATEVER;
        }
        holding.add(holds);
        classes.put(holds, holding.size() - 1);
        return holding.size() - 1;
    }

    private int together(int one, int other) {
        if (one == other || other == NONE || one == WHATEVER) {
            return one;
        }
        if (one == NONE || other == WHATEVER) {
            return other;
        }
        long both = (long) one << 40 | (long) other << 20;
        int slot = (one * 31 + other) & (COMBINATIONS - 1);
        long known = together[slot];
        if (known >>> 20 == both >>> 20) {
            return (int) (known & 0xfffff);
        }
        int found = combine(one, other);
        together[slot] = both | found;
        return found;
    }

    private synchronized int combine(int one, int other) {
        BitSet both = (BitSet) holding.get(one).clone();
        both.or(holding.get(other));
        return classOf(both);
    }

    /** Whether an event of {@code valueClass} can pass {@code test}, which is of this field. */
    synchronized boolean allows(int valueClass, Term.Test test) {
        return valueClass == WHATEVER || holding.get(valueClass).get(guards.indexOf(test.leaf())) == test.wanted();
    }
}
