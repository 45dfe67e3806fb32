package org.esdetect.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One exception: what it describes raises no alert of the rules that its list is attached to.
 *
 * @param id {@code item_id}, unique over all lists
 * @param listId the list it belongs to
 * @param entries tests that must all hold; empty when {@code eql} says it
 * @param eql the same in EQL: a condition, or an event query
 * @param caseInsensitive whether the entries ignore case
 * @param expires from this moment on it has no effect
 * @param step the step of a sequence that it is limited to, counted from 1 as the query writes them
 * @param document the item as Kibana's object, with our own fields beside; unmodifiable
 */
public record ExceptionItem(
        String id,
        String listId,
        String name,
        List<ExceptionEntry> entries,
        Optional<String> eql,
        boolean caseInsensitive,
        Optional<Instant> expires,
        Optional<Integer> step,
        Map<String, Object> document) {
    public ExceptionItem {
        entries = List.copyOf(entries);
        document = Frozen.object(document);
    }

    /** The operating systems whose events it is limited to, as {@code host.os.type} names them; empty for all. */
    public List<String> osTypes() {
        return document.get("os_types") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
