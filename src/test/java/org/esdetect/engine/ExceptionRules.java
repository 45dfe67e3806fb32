package org.esdetect.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ReadException;
import org.esdetect.rule.ReadLimits;
import org.esdetect.testing.TestRules;

/** Exceptions and rules that have them, for tests. Quotes in JSON may be written as apostrophes. */
final class ExceptionRules {
    private ExceptionRules() {}

    /** An item of list {@code l}. */
    static ExceptionItem item(String id, String fields) {
        ReadException<ExceptionItem> read = ExceptionReader.readItem(
                id, ("{'item_id':'" + id + "','list_id':'l'," + fields + "}").replace('\'', '"'), ReadLimits.DEFAULT);
        return read.value().orElseThrow(() -> new AssertionError(read.renderedProblems()));
    }

    static CompiledException exception(String fields) {
        return ExceptionCompiler.compile(item("i", fields));
    }

    static ExceptionLists lists(ExceptionItem... items) {
        return ExceptionLists.compile(List.of(), Arrays.asList(items), ExceptionLists.NONE, ExceptionHits.NONE);
    }

    /** A rule that names list {@code l}, which holds {@code items}. */
    static CompiledRule rule(String query, ExceptionItem... items) {
        Map<String, Object> differences = new LinkedHashMap<>();
        differences.put("query", query);
        differences.put("exceptions_list", List.of(Map.of("list_id", "l", "type", "detection")));
        CompiledRule rule = RuleCompiler.compile(TestRules.rule("r", differences));
        return rule.withExceptions(lists(items).of(rule.rule()));
    }

    static Event event(Object... fields) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            document.put((String) fields[i], fields[i + 1]);
        }
        return new MapEvent(document);
    }
}
