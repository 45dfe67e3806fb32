package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esdetect.rule.Rule;
import org.esdetect.rule.RuleDocument;

/**
 * What goes out: rules, then exception lists, then their items, then a summary.
 *
 * @param missing ids of rules that were asked for and do not exist
 */
public record Exported(List<Rule> rules, List<String> missing, ExceptionExchange.Given exceptions) {
    public Exported {
        rules = List.copyOf(rules);
        missing = List.copyOf(missing);
    }

    /** A JSON object a line, without line breaks, each made when it is asked for. */
    public Iterator<String> lines(boolean withSummary) {
        Stream<String> objects = Stream.of(
                        rules.stream().map(RuleDocument::forKibana),
                        exceptions.lists().stream(),
                        exceptions.items().stream())
                .flatMap(each -> each)
                .map(RuleDocument::line);
        return (withSummary ? Stream.concat(objects, Stream.of(RuleDocument.line(summary()))) : objects).iterator();
    }

    private Map<String, Object> summary() {
        int lists = exceptions.lists().size();
        int items = exceptions.items().size();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("exported_count", rules.size() + lists + items);
        summary.put("exported_rules_count", rules.size());
        summary.put("missing_rules", objects("rule_id", missing));
        summary.put("missing_rules_count", missing.size());
        summary.put("exported_exception_list_count", lists);
        summary.put("exported_exception_list_item_count", items);
        summary.put("missing_exception_list_item_count", 0);
        summary.put("missing_exception_list_items", List.of());
        summary.put("missing_exception_lists", objects("list_id", exceptions.missing()));
        summary.put("missing_exception_lists_count", exceptions.missing().size());
        summary.put("excluded_action_connection_count", 0);
        summary.put("excluded_action_connections", List.of());
        summary.put("exported_action_connector_count", 0);
        summary.put("missing_action_connection_count", 0);
        summary.put("missing_action_connections", List.of());
        return summary;
    }

    private static List<Map<String, String>> objects(String name, List<String> ids) {
        List<Map<String, String>> objects = new ArrayList<>();
        ids.forEach(id -> objects.add(Map.of(name, id)));
        return objects;
    }
}
