package org.esdetect.es;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.elasticsearch.action.ActionListener;

/** Asks something of each of several keys, one after another, so that few or many load the cluster alike. */
public final class InTurn {
    private InTurn() {}

    /**
     * @param ask answers its listener for one key
     * @param listener answered with all answers by key, or fails with the first failure; nothing is asked after it
     */
    public static <K, V> void ask(
            Collection<K> keys, BiConsumer<K, ActionListener<V>> ask, ActionListener<Map<K, V>> listener) {
        next(List.copyOf(keys).iterator(), ask, new HashMap<>(), listener);
    }

    private static <K, V> void next(
            Iterator<K> left,
            BiConsumer<K, ActionListener<V>> ask,
            Map<K, V> answers,
            ActionListener<Map<K, V>> listener) {
        if (!left.hasNext()) {
            listener.onResponse(answers);
            return;
        }
        K key = left.next();
        ask.accept(key, listener.delegateFailureAndWrap((rest, answer) -> {
            answers.put(key, answer);
            next(left, ask, answers, rest);
        }));
    }
}
