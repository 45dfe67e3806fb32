package org.esdetect.es.exception;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.elasticsearch.ResourceNotFoundException;
import org.esdetect.engine.CompiledException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.ExceptionCompiler;
import org.esdetect.es.store.ExceptionCounters;
import org.esdetect.es.store.ExceptionKey;
import org.esdetect.es.store.KeptHits;
import org.esdetect.rule.ExceptionList;

/**
 * Exceptions as they are answered: what they say, and what became of them on all nodes.
 *
 * @param nowMillis what has expired by then is said to be
 * @param nodes the sections of the nodes' statistics
 * @param kept what the nodes have written down; empty when there is nothing, or it cannot be read now
 */
public record ExceptionViews(
        CompiledRules rules, long nowMillis, List<Map<String, Object>> nodes, Optional<KeptHits.Counts> kept) {

    /** What of items to list; all that is given must hold. */
    public record Filter(
            Optional<String> listId, Optional<String> ruleId, Optional<String> status, Optional<Boolean> hit) {}

    static ResourceNotFoundException notFound(ExceptionKey key) {
        return new ResourceNotFoundException(
                "no {}; [GET /_detect/{}] lists them",
                key.words(),
                key instanceof ExceptionKey.OfItem ? "exceptions" : "exception_lists");
    }

    /** One item or list, with the revision of its document. */
    public Map<String, Object> one(ExceptionKey key, Optional<Long> revision) {
        Map<String, Object> view = key instanceof ExceptionKey.OfItem
                ? item(rules.exceptions().item(key.id()).orElseThrow(() -> notFound(key)))
                : list(rules.exceptions().list(key.id()).orElseThrow(() -> notFound(key)));
        revision.ifPresent(number -> view.put("revision", number));
        if (key instanceof ExceptionKey.OfItem) {
            countedSince().ifPresent(since -> view.put("counted_since", since));
        }
        return view;
    }

    /** The items that {@code filter} selects. */
    public Map<String, Object> items(Filter filter, int from, int size) {
        List<CompiledException> selected = rules.exceptions().items().stream()
                .filter(item -> filter.listId()
                        .filter(id -> !item.item().listId().equals(id))
                        .isEmpty())
                .filter(item -> filter.ruleId()
                        .filter(id -> !rulesOf(item.item().listId()).contains(id))
                        .isEmpty())
                .filter(item -> filter.status()
                        .filter(wanted -> !status(item).equals(wanted))
                        .isEmpty())
                .filter(item ->
                        filter.hit().filter(hit -> (hits(item) > 0) != hit).isEmpty())
                .toList();
        Map<String, Object> answer = page("exceptions", selected.size());
        answer.put(
                "exceptions",
                selected.stream().skip(from).limit(size).map(this::item).toList());
        return answer;
    }

    public Map<String, Object> lists(int from, int size) {
        Map<String, Object> answer = page("lists", rules.exceptions().lists().size());
        answer.put(
                "lists",
                rules.exceptions().lists().stream()
                        .skip(from)
                        .limit(size)
                        .map(this::list)
                        .toList());
        return answer;
    }

    private Map<String, Object> page(String name, int total) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", total);
        countedSince().ifPresent(since -> answer.put("counted_since", since));
        answer.put(name, List.of());
        return answer;
    }

    private Map<String, Object> item(CompiledException item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", item.item().id());
        view.put("list_id", item.item().listId());
        view.put("name", item.item().name());
        view.put("status", status(item));
        view.put("rules", rulesOf(item.item().listId()));
        view.put("hits", hits(item));
        last(item).ifPresent(time -> view.put("last_hit", time));
        view.put(
                "problems",
                item.problems().stream()
                        .map(problem -> problem.render(ExceptionCompiler.source(item.item())))
                        .toList());
        view.put("item", item.item().document());
        return view;
    }

    private Map<String, Object> list(ExceptionList list) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", list.id());
        view.put("name", list.name());
        view.put("type", list.type());
        view.put("status", list.isApplied() ? "active" : "not_applied");
        view.put("rules", rulesOf(list.id()));
        Map<String, Integer> items = new TreeMap<>();
        rules.exceptions().itemsOf(list.id()).forEach(item -> items.merge(status(item), 1, Integer::sum));
        view.put("items", items);
        view.put("list", list.document());
        return view;
    }

    private String status(CompiledException item) {
        boolean applied = item.isApplied()
                && rules.exceptions()
                        .list(item.item().listId())
                        .map(ExceptionList::isApplied)
                        .orElse(true);
        if (!applied) {
            return "not_applied";
        }
        return item.isExpired(nowMillis) ? "expired" : "active";
    }

    private List<String> rulesOf(String listId) {
        List<String> ids = new ArrayList<>();
        for (CompiledRule rule : rules.all()) {
            if (rules.exceptions().idsFor(rule.rule()).contains(listId)) {
                ids.add(rule.rule().id());
            }
        }
        return ids;
    }

    private long hits(CompiledException item) {
        String id = item.item().id();
        long sum = kept.map(counts -> counts.hits().getOrDefault(id, 0L)).orElse(0L);
        for (Map<?, ?> byItem : sections(kept.isPresent() ? ExceptionCounters.NOT_KEPT : "by_item")) {
            sum += byItem.get(id) instanceof Number count ? count.longValue() : 0;
        }
        return sum;
    }

    /** The latest; times of one form compare as texts. */
    private Optional<String> last(CompiledException item) {
        String id = item.item().id();
        Stream<String> counted = sections("last_hit").stream()
                .map(times -> times.get(id))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        return Stream.concat(
                        counted,
                        kept.flatMap(counts -> Optional.ofNullable(counts.last().get(id))).stream())
                .max(String::compareTo);
    }

    /** Since when hits are counted; as long as nothing is written down, since the latest start of a node. */
    private Optional<String> countedSince() {
        if (kept.isPresent()) {
            return kept.map(KeptHits.Counts::since);
        }
        return nodes.stream()
                .map(node -> node.get(ExceptionCounters.SECTION))
                .filter(Map.class::isInstance)
                .map(section -> ((Map<?, ?>) section).get("since"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .max(String::compareTo);
    }

    private List<Map<?, ?>> sections(String name) {
        List<Map<?, ?>> found = new ArrayList<>();
        for (Map<String, Object> node : nodes) {
            if (node.get(ExceptionCounters.SECTION) instanceof Map<?, ?> section
                    && section.get(name) instanceof Map<?, ?> counts) {
                found.add(counts);
            }
        }
        return found;
    }
}
