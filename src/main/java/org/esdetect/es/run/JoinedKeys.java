package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.esdetect.sequence.JoinTuple;
import org.jspecify.annotations.Nullable;

/**
 * The join keys that a sequence can still have: whatever it is, one of its events was seen to have this key. Keys are
 * worlds of their own, so events of other keys need not be read, and a part of the keys can be searched without the
 * rest.
 *
 * @param tuples ascending, each once, all of one length
 */
record JoinedKeys(List<JoinTuple> tuples) {
    static JoinedKeys of(Collection<JoinTuple> tuples) {
        return new JoinedKeys(List.copyOf(new TreeSet<>(tuples)));
    }

    int size() {
        return tuples.size();
    }

    /** These keys in parts of at most {@code maximum}; neighbours stay together, so that a part has few values. */
    List<JoinedKeys> slices(int maximum) {
        List<JoinedKeys> slices = new ArrayList<>();
        for (int from = 0; from < tuples.size(); from += maximum) {
            slices.add(new JoinedKeys(tuples.subList(from, Math.min(tuples.size(), from + maximum))));
        }
        return slices;
    }

    /**
     * The values at one position of the keys; empty when one of the keys has none there, which no query can ask for.
     */
    Optional<Collection<Object>> values(int position) {
        TreeSet<Object> values = new TreeSet<>(JoinTuple.VALUES);
        for (JoinTuple tuple : tuples) {
            @Nullable Object value = tuple.values().get(position);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(values);
    }

    /** Whether {@code joinKeys}, those of a completed sequence, are among these. */
    boolean contains(List<? extends @Nullable Object> joinKeys) {
        return Collections.binarySearch(tuples, JoinTuple.of(joinKeys)) >= 0;
    }
}
