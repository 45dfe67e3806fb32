package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;

/**
 * All rules of a node at one moment. Immutable but for a cache of which rules an index name selects: replaced as a
 * whole when a rule changes.
 *
 * <p>Rules are in the order of their ids, so that whatever is derived from them is the same on every node.
 */
public final class CompiledRules {
    /** Before any rule was loaded. */
    public static final CompiledRules NONE = new CompiledRules(List.of(), -1);

    /** Bounds the cache against hostile index names; beyond it, selection is computed each time. */
    private static final int MAX_CACHED_TARGETS = 10_000;

    private final Map<String, CompiledRule> byId;
    private final long generation;
    private final ConcurrentHashMap<String, List<CompiledRule>> eventRulesByTarget = new ConcurrentHashMap<>();

    public CompiledRules(Collection<CompiledRule> rules, long generation) {
        TreeMap<String, CompiledRule> sorted = new TreeMap<>();
        rules.forEach(rule -> sorted.put(rule.rule().id(), rule));
        this.byId = Collections.unmodifiableMap(sorted);
        this.generation = generation;
    }

    /** The generation of the rule store that this was built from; -1 before any. */
    public long generation() {
        return generation;
    }

    public Collection<CompiledRule> all() {
        return byId.values();
    }

    public Optional<CompiledRule> find(String ruleId) {
        return Optional.ofNullable(byId.get(ruleId));
    }

    /**
     * The active single-event rules that name {@code target} and match {@code event}, in the order of their ids.
     *
     * @param target the data stream, or the index when there is none
     */
    public List<CompiledRule> match(Event event, String target) {
        List<CompiledRule> matched = null;
        for (CompiledRule rule : eventRules(target)) {
            if (rule.matches(event)) {
                if (matched == null) {
                    matched = new ArrayList<>(2);
                }
                matched.add(rule);
            }
        }
        return matched == null ? List.of() : matched;
    }

    /** The active single-event rules that name {@code target}. */
    public List<CompiledRule> eventRules(String target) {
        List<CompiledRule> known = eventRulesByTarget.get(target);
        if (known != null) {
            return known;
        }
        List<CompiledRule> selected = byId.values().stream()
                .filter(CompiledRule::isActive)
                .filter(rule -> rule.plan().orElseThrow() instanceof Plan.OfEvent)
                .filter(rule -> IndexPatterns.matches(rule.rule().indices(), target))
                .toList();
        if (eventRulesByTarget.size() < MAX_CACHED_TARGETS) {
            eventRulesByTarget.put(target, selected);
        }
        return selected;
    }
}
