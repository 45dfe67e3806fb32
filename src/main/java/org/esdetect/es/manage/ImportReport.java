package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.rule.ImportLine;

/**
 * What became of every line of an import. Filled by {@link RuleImport}, then only read.
 *
 * <p>Counters and errors have the names that Kibana's import API gives them, so that scripts written for the one serve
 * with the other; {@code rules} says more of each rule.
 */
public final class ImportReport {
    final List<ImportLine.ExceptionList> lists = new ArrayList<>();
    final List<ImportLine.ExceptionItem> items = new ArrayList<>();
    private final List<ImportLine.Connector> connectors = new ArrayList<>();
    private final List<ImportLine.Unreadable> unreadable = new ArrayList<>();
    private final List<ImportedRule> rules = new ArrayList<>();
    ExceptionExchange.Taken taken = new ExceptionExchange.Taken(0, List.of());

    ImportReport() {}

    void add(ImportedRule rule) {
        rules.add(rule);
    }

    void add(ImportLine line) {
        if (line instanceof ImportLine.ExceptionList list) {
            lists.add(list);
        } else if (line instanceof ImportLine.ExceptionItem item) {
            items.add(item);
        } else if (line instanceof ImportLine.Connector connector) {
            connectors.add(connector);
        } else if (line instanceof ImportLine.Unreadable wrong) {
            unreadable.add(wrong);
        }
    }

    /**
     * As it is answered.
     *
     * @param aLineEach whether each rule is one line of the file, as in NDJSON
     */
    public Map<String, Object> toMap(boolean aLineEach) {
        List<ImportedRule> inOrder = rules.stream()
                .sorted(Comparator.comparingInt(ImportedRule::line))
                .toList();
        long stored = rules.stream().filter(ImportedRule::isStored).count();
        List<Map<String, Object>> errors = errors(inOrder);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("success", errors.isEmpty());
        map.put("success_count", stored);
        map.put("rules_count", rules.size() + unreadable.size());
        map.put("errors", errors);
        map.put("exceptions_success", taken.failures().isEmpty());
        map.put("exceptions_success_count", taken.count());
        map.put(
                "exceptions_errors",
                taken.failures().stream().map(ImportReport::error).toList());
        map.put("action_connectors_success", true);
        map.put("action_connectors_success_count", 0);
        map.put("action_connectors_errors", List.of());
        map.put(
                "action_connectors_warnings",
                connectors.stream().map(ImportReport::warning).toList());
        map.put("rules", inOrder.stream().map(rule -> rule.toMap(aLineEach)).toList());
        return map;
    }

    private List<Map<String, Object>> errors(List<ImportedRule> inOrder) {
        List<Map<String, Object>> errors = new ArrayList<>();
        inOrder.stream().filter(rule -> !rule.isStored()).forEach(rule -> errors.add(rule.toError()));
        for (ImportLine.Unreadable line : unreadable) {
            errors.add(error(
                    Map.of("rule_id", "(unknown id)"),
                    line.line(),
                    RestStatus.BAD_REQUEST.getStatus(),
                    "line [" + line.line() + "], column ["
                            + line.source().column(line.problem().span().start()) + "]: "
                            + line.problem().message()));
        }
        errors.sort(Comparator.comparingInt(error -> (Integer) error.get("line")));
        return errors;
    }

    private static Map<String, Object> error(ExceptionExchange.Failure failure) {
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("list_id", failure.listId());
        if (!failure.itemId().isEmpty()) {
            ids.put("item_id", failure.itemId());
        }
        return error(ids, failure.line(), failure.status(), failure.message());
    }

    private static Map<String, Object> error(Map<String, ?> ids, int line, int status, String message) {
        Map<String, Object> map = new LinkedHashMap<>(ids);
        map.put("line", line);
        map.put("error", Map.of("status_code", status, "message", message));
        return map;
    }

    private static Map<String, Object> warning(ImportLine.Connector connector) {
        return Map.of(
                "type",
                "unsupported",
                "id",
                connector.id(),
                "line",
                connector.line(),
                "message",
                "connector [" + connector.id()
                        + "] is not kept: Elasticsearch has no connectors; the actions of rules are kept for an export and do nothing");
    }
}
