package org.esdetect.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
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
    private final ExceptionLists exceptions;

    public CompiledRules(Collection<CompiledRule> rules, long generation) {
        this.byId = sorted(rules);
        this.generation = generation;
        this.selections = RuleSelections.of(byId.values());
        this.exceptions = ExceptionLists.NONE;
    }

    /** As the other, and quicker when most rules are the objects that {@code before} holds. */
    public CompiledRules(Collection<CompiledRule> rules, long generation, CompiledRules before) {
        this(rules, generation, before, ExceptionLists.NONE);
    }

    /** @param exceptions what the exceptions of {@code rules} were taken from */
    public CompiledRules(
            Collection<CompiledRule> rules, long generation, CompiledRules before, ExceptionLists exceptions) {
        this.byId = sorted(rules);
        this.generation = generation;
        this.selections = RuleSelections.of(byId.values(), before.selections);
        this.exceptions = exceptions;
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

    /** Every exception list, also those that no rule uses. */
    public ExceptionLists exceptions() {
        return exceptions;
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
     * @param nowMillis for exceptions that expire, where the event does not tell when it arrived
     * @throws org.esdetect.condition.BudgetExceededException when the event is too much to be judged on its way
     */
    public List<CompiledRule> match(MapEvent event, String target, long nowMillis) {
        return match(event.document(), target, nowMillis);
    }

    /** As {@link #match(MapEvent, String, long)}, with exceptions that never expire. */
    public List<CompiledRule> match(MapEvent event, String target) {
        return match(event, target, Long.MIN_VALUE);
    }

    /** As {@link #match(MapEvent, String)}, of the event's document. */
    public List<CompiledRule> match(Map<String, Object> document, String target) {
        return match(document, target, Long.MIN_VALUE);
    }

    /** As {@link #match(MapEvent, String, long)}, of the event's document. */
    public List<CompiledRule> match(Map<String, Object> document, String target, long nowMillis) {
        return judge(document, target, Set.of(), null, () -> nowMillis).allDecided();
    }

    /**
     * As {@link #match(Map, String, long)}, but a rule that is too dear on this document, or throws, takes no verdict
     * from the others: it is undecided.
     *
     * @param setAside rules that are not judged; they are undecided where a document may match them. Immutable, and the
     *     same object from document to document
     * @param times told of each rule that was judged on its own; null when nobody wants to know
     * @param nowMillis asked when a rule with exceptions matches a document that does not tell when it arrived
     * @throws org.esdetect.condition.BudgetExceededException when the document as a whole is too much
     */
    public Verdict judge(
            Map<String, Object> document,
            String target,
            Set<CompiledRule> setAside,
            @Nullable RuleTimes times,
            LongSupplier nowMillis) {
        return selections.judge(document, target, setAside, times, nowMillis);
    }

    /** As {@link #judge(Map, String, Set, RuleTimes, LongSupplier)}, with exceptions that never expire. */
    Verdict judge(Map<String, Object> document, String target, Set<CompiledRule> setAside, @Nullable RuleTimes times) {
        return judge(document, target, setAside, times, () -> Long.MIN_VALUE);
    }

    /** The active single-event rules that name {@code target}. */
    public List<CompiledRule> eventRules(String target) {
        return selections.rules(target);
    }
}
