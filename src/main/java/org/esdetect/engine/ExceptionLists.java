package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.esdetect.rule.Rule;

/** All exception lists at one moment, their items compiled. Immutable. */
public final class ExceptionLists {
    public static final ExceptionLists NONE = new ExceptionLists(List.of(), List.of(), ExceptionHits.NONE);

    private final Map<String, ExceptionList> lists = new TreeMap<>();
    private final Map<String, CompiledException> items = new TreeMap<>();
    private final Map<String, List<CompiledException>> byList = new TreeMap<>();
    private final ExceptionHits hits;

    /** @param items each of a list; a list that only its items name is there as well */
    public ExceptionLists(Collection<ExceptionList> lists, Collection<CompiledException> items, ExceptionHits hits) {
        this.hits = hits;
        lists.forEach(list -> {
            this.lists.put(list.id(), list);
            byList.put(list.id(), new ArrayList<>());
        });
        items.stream().sorted(Comparator.comparing(each -> each.item().id())).forEach(each -> {
            this.items.put(each.item().id(), each);
            byList.computeIfAbsent(each.item().listId(), unseen -> new ArrayList<>())
                    .add(each);
        });
    }

    /** Compiles {@code items}, taking over from {@code before} what did not change. */
    public static ExceptionLists compile(
            Collection<ExceptionList> lists,
            Collection<ExceptionItem> items,
            ExceptionLists before,
            ExceptionHits hits) {
        List<CompiledException> compiled = new ArrayList<>(items.size());
        for (ExceptionItem item : items) {
            compiled.add(before.item(item.id())
                    .filter(known -> known.item().equals(item))
                    .orElseGet(() -> ExceptionCompiler.compile(item)));
        }
        return new ExceptionLists(lists, compiled, hits);
    }

    public Collection<ExceptionList> lists() {
        return Collections.unmodifiableCollection(lists.values());
    }

    public Collection<CompiledException> items() {
        return Collections.unmodifiableCollection(items.values());
    }

    public Optional<CompiledException> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    public Optional<ExceptionList> list(String id) {
        return Optional.ofNullable(lists.get(id));
    }

    /** The items of a list; none of a list that is not there. */
    public List<CompiledException> itemsOf(String listId) {
        return Collections.unmodifiableList(byList.getOrDefault(listId, List.of()));
    }

    /** The ids of the lists that apply to {@code rule}: those it names, then those that name it. */
    public Set<String> idsFor(Rule rule) {
        Set<String> ids = new LinkedHashSet<>(rule.exceptionLists());
        lists.values().stream()
                .filter(list -> list.isApplied() && list.ruleIds().contains(rule.id()))
                .forEach(list -> ids.add(list.id()));
        return ids;
    }

    /** What applies to {@code rule}. */
    public RuleExceptions of(Rule rule) {
        Set<String> ids = idsFor(rule);
        if (ids.isEmpty()) {
            return RuleExceptions.NONE;
        }
        Map<String, CompiledException> applied = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        List<String> unapplied = new ArrayList<>();
        for (String id : ids) {
            if (!byList.containsKey(id)) {
                missing.add(id);
            }
            for (CompiledException each : itemsOf(id)) {
                if (each.isApplied()) {
                    applied.put(each.item().id(), each);
                } else {
                    unapplied.add(each.item().id());
                }
            }
        }
        return new RuleExceptions(List.copyOf(applied.values()), missing, unapplied, hits);
    }
}
