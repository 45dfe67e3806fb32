package org.esdetect.es.author;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.ElasticsearchSecurityException;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;

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
                each(client, local.iterator(), fields, NONE, next);
            } else if (isRefusal(failure)) {
                next.onResponse(NONE);
            } else {
                next.onFailure(failure);
            }
        });
        client.fieldCaps(request(local, fields), whole.map(answer -> of(fields, answer)));
    }

    private static void each(
            Client client,
            Iterator<String> patterns,
            Collection<String> fields,
            VisibleIndices before,
            ActionListener<VisibleIndices> listener) {
        if (!patterns.hasNext()) {
            listener.onResponse(before);
            return;
        }
        String pattern = patterns.next();
        if (pattern.startsWith("-")) {
            each(client, patterns, fields, before, listener);
            return;
        }
        ask(
                client,
                List.of(pattern),
                fields,
                listener.delegateFailureAndWrap(
                        (next, more) -> each(client, patterns, fields, before.and(more), next)));
    }

    private static boolean isRefusal(Exception failure) {
        return ExceptionsHelper.unwrapCause(failure) instanceof ElasticsearchSecurityException;
    }

    private static FieldCapabilitiesRequest request(List<String> patterns, Collection<String> fields) {
        return new FieldCapabilitiesRequest()
                .fields(fields.toArray(String[]::new))
                .includeUnmapped(true)
                .indices(patterns.toArray(String[]::new))
                .indicesOptions(IndicesOptions.lenientExpandOpen());
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
