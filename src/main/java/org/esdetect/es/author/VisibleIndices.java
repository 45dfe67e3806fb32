package org.esdetect.es.author;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.ElasticsearchSecurityException;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.client.internal.Client;
import org.esdetect.es.InTurn;

/**
 * The indices behind patterns that the caller may read, and which of some fields each does not map. What he may not
 * read is as if it were not there, also when a pattern names it outright.
 */
public record VisibleIndices(Map<String, Set<String>> unmappedByIndex) {
    private static final VisibleIndices NONE = new VisibleIndices(Map.of());

    /** Asks with the rights that the calling thread has. */
    public static void ask(
            Client client, List<String> patterns, Collection<String> fields, ActionListener<VisibleIndices> listener) {
        List<String> local = IndexFindings.local(patterns);
        if (local.isEmpty() || fields.isEmpty()) {
            listener.onResponse(NONE);
            return;
        }
        // A name that he may not read makes the whole request fail: then each pattern is asked for by itself.
        ActionListener<VisibleIndices> whole = listener.delegateResponse((next, failure) -> {
            if (isRefusal(failure) && local.size() > 1) {
                each(client, local, fields, next);
            } else if (isRefusal(failure)) {
                next.onResponse(NONE);
            } else {
                next.onFailure(failure);
            }
        });
        client.fieldCaps(IndexFindings.request(fields, local), whole.map(answer -> of(fields, answer)));
    }

    private static void each(
            Client client, List<String> patterns, Collection<String> fields, ActionListener<VisibleIndices> listener) {
        ActionListener<Map<String, VisibleIndices>> answered =
                listener.map(answers -> answers.values().stream().reduce(NONE, VisibleIndices::and));
        InTurn.ask(
                patterns.stream().filter(pattern -> !pattern.startsWith("-")).toList(),
                (pattern, one) -> ask(client, List.of(pattern), fields, one),
                answered);
    }

    /** By his rights, or because the name is one that nobody may search, as that of a system index. */
    private static boolean isRefusal(Exception failure) {
        Throwable cause = ExceptionsHelper.unwrapCause(failure);
        return cause instanceof ElasticsearchSecurityException || cause instanceof IllegalArgumentException;
    }

    private static VisibleIndices of(Collection<String> fields, FieldCapabilitiesResponse answer) {
        Map<String, Set<String>> unmapped = new TreeMap<>();
        List<String> indices = List.of(answer.getIndices());
        indices.forEach(index -> unmapped.put(index, new TreeSet<>()));
        for (String field : fields) {
            for (String index : IndexFindings.without(field, answer, indices)) {
                unmapped.computeIfAbsent(index, unseen -> new TreeSet<>()).add(field);
            }
        }
        return new VisibleIndices(unmapped);
    }

    private VisibleIndices and(VisibleIndices more) {
        Map<String, Set<String>> both = new TreeMap<>(unmappedByIndex);
        both.putAll(more.unmappedByIndex);
        return new VisibleIndices(both);
    }

    public boolean contains(String index) {
        return unmappedByIndex.containsKey(index);
    }
}
