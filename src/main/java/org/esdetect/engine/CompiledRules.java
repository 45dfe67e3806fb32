package org.esdetect.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.esdetect.event.MapEvent;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a node at one moment. Immutable but for caches of which rules an index name selects and which signatures
 * occur: replaced as a whole when a rule changes.
 *
 * <p>Rules are in the order of their ids, so that whatever is derived from them is the same on every node.
 */
public final class CompiledRules {
    /** Before any rule was loaded. */
    public static final CompiledRules NONE = new CompiledRules(List.of(), -1);

    private final Map<String, CompiledRule> byId;
    private final long generation;
    private final RuleSelections selections;

    public CompiledRules(Collection<CompiledRule> rules, long generation) {
        this.byId = sorted(rules);
        this.generation = generation;
        this.selections = RuleSelections.of(byId.values());
    }

    /** As the other, and quicker when most rules are the objects that {@code before} holds. */
    public CompiledRules(Collection<CompiledRule> rules, long generation, CompiledRules before) {
        this.byId = sorted(rules);
        this.generation = generation;
        this.selections = RuleSelections.of(byId.values(), before.selections);
    }

    private static Map<String, CompiledRule> sorted(Collection<CompiledRule> rules) {
        TreeMap<String, CompiledRule> sorted = new TreeMap<>();
        rules.forEach(rule -> sorted.put(rule.rule().id(), rule));
        return Collections.unmodifiableMap(sorted);
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
     * The active single-event rules that name {@code target} and match {@code event}, in the order of their ids. All of
     * them are judged as one network, so this costs what the event touches.
     *
     * @param target the data stream, or the index when there is none
     * @throws org.esdetect.condition.BudgetExceededException when the event is too much to be judged on its way
     */
    public List<CompiledRule> match(MapEvent event, String target) {
        return match(event.document(), target);
    }

    /** As {@link #match(MapEvent, String)}, of the event's document. */
    public List<CompiledRule> match(Map<String, Object> document, String target) {
        return match(document, target, null);
    }

    /** As {@link #match(Map, String)}; {@code times}, if any, are told of each rule that was judged on its own. */
    public List<CompiledRule> match(Map<String, Object> document, String target, @Nullable RuleTimes times) {
        return selections.match(document, target, times);
    }

    /** The active single-event rules that name {@code target}. */
    public List<CompiledRule> eventRules(String target) {
        return selections.rules(target);
    }
}
