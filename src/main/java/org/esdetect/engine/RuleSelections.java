package org.esdetect.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.esdetect.condition.Condition;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.network.MatchLimits;
import org.esdetect.network.Network;
import org.esdetect.network.NetworkCompiler;
import org.esdetect.network.Scratch;
import org.esdetect.network.ScratchPool;
import org.esdetect.network.Selection;
import org.esdetect.network.Undecided;
import org.jspecify.annotations.Nullable;

/**
 * The active single-event rules as one network, and which of them name which index. Immutable but for caches, which are
 * bounded: index names can be hostile.
 */
final class RuleSelections {
    /** Beyond it, selection is computed each time. */
    private static final int MAX_TARGETS = 10_000;
    /** Beyond it, all rules are judged and those that do not name the index are dropped. */
    private static final int MAX_SELECTIONS = 100;

    private final List<CompiledRule> rules;
    private final Network network;
    private final ScratchPool scratches;
    private final Selection all;
    private final Map<String, OfTarget> targets = new ConcurrentHashMap<>();
    private final Map<BitSet, Selection> selections = new ConcurrentHashMap<>();
    private volatile SetAside setAside = new SetAside(Set.of(), new BitSet());

    /**
     * What one index selects.
     *
     * @param chosen places in the list of all rules
     * @param selection of at least these
     */
    private record OfTarget(List<CompiledRule> rules, BitSet chosen, Selection selection) {}

    /** The last answer to where in the list of all rules those are that are set aside. */
    private record SetAside(Set<CompiledRule> rules, BitSet places) {}

    private RuleSelections(List<CompiledRule> rules, Network network) {
        this.rules = rules;
        this.network = network;
        this.scratches = new ScratchPool(network, MatchLimits.DEFAULT);
        this.all = network.all();
    }

    /** Of those of {@code rules} that are active and about single events, in their order. */
    static RuleSelections of(Iterable<CompiledRule> rules) {
        List<CompiledRule> eventRules = eventRules(rules);
        return new RuleSelections(eventRules, NetworkCompiler.compile(conditions(eventRules)));
    }

    /** As {@link #of}, taking over from {@code before} whatever did not change. */
    static RuleSelections of(Iterable<CompiledRule> rules, RuleSelections before) {
        List<CompiledRule> eventRules = eventRules(rules);
        return new RuleSelections(eventRules, NetworkCompiler.recompile(conditions(eventRules), before.network));
    }

    private static List<CompiledRule> eventRules(Iterable<CompiledRule> rules) {
        List<CompiledRule> eventRules = new ArrayList<>();
        for (CompiledRule rule : rules) {
            if (rule.isActive() && rule.plan().orElseThrow() instanceof Plan.OfEvent) {
                eventRules.add(rule);
            }
        }
        return List.copyOf(eventRules);
    }

    private static List<Condition> conditions(List<CompiledRule> rules) {
        return rules.stream()
                .map(rule -> ((Plan.OfEvent) rule.plan().orElseThrow()).condition())
                .toList();
    }

    /** The rules that name {@code target}. */
    List<CompiledRule> rules(String target) {
        return ofTarget(target).rules();
    }

    /** What the rules that name {@code target} say of the document. */
    Verdict judge(
            Map<String, Object> document,
            String target,
            Set<CompiledRule> notJudged,
            @Nullable RuleTimes times,
            LongSupplier nowMillis) {
        OfTarget of = ofTarget(target);
        Scratch scratch = scratches.take();
        try {
            int matches = network.judge(document, of.selection(), scratch, places(notJudged), times);
            if (times != null) {
                report(scratch, times);
            }
            return matches == 0 && scratch.undecided().isEmpty()
                    ? Verdict.NOTHING
                    : afterExceptions(
                            matched(matches, scratch, of.chosen()),
                            undecided(scratch, of.chosen()),
                            document,
                            nowMillis);
        } finally {
            scratches.giveBack(scratch);
        }
    }

    /** Few documents match a rule, so exceptions are asked one by one, and each knows what it kept from an alert. */
    private static Verdict afterExceptions(
            List<CompiledRule> matched,
            List<Verdict.Undecided> undecided,
            Map<String, Object> document,
            LongSupplier nowMillis) {
        if (matched.stream().allMatch(rule -> rule.exceptions().items().isEmpty())) {
            return new Verdict(matched, undecided, List.of());
        }
        Event event = new MapEvent(document);
        long now = nowMillis.getAsLong();
        List<CompiledRule> left = new ArrayList<>(matched.size());
        List<Verdict.Excepted> excepted = new ArrayList<>();
        for (CompiledRule rule : matched) {
            try {
                Optional<CompiledException> by = rule.exception(event, now);
                if (by.isPresent()) {
                    excepted.add(new Verdict.Excepted(rule, by.get()));
                } else {
                    left.add(rule);
                }
            } catch (RuntimeException | StackOverflowError failure) {
                undecided.add(new Verdict.Undecided(rule, Optional.of(failure)));
            }
        }
        return new Verdict(left, undecided, excepted);
    }

    private @Nullable BitSet places(Set<CompiledRule> notJudged) {
        if (notJudged.isEmpty()) {
            return null;
        }
        SetAside known = setAside;
        if (!known.rules().equals(notJudged)) {
            BitSet places = new BitSet();
            for (int i = 0; i < rules.size(); i++) {
                places.set(i, notJudged.contains(rules.get(i)));
            }
            known = new SetAside(notJudged, places);
            setAside = known;
        }
        return known.places();
    }

    private List<Verdict.Undecided> undecided(Scratch scratch, BitSet chosen) {
        List<Verdict.Undecided> undecided = new ArrayList<>();
        for (Undecided each : scratch.undecided()) {
            if (chosen.get(each.condition())) {
                undecided.add(new Verdict.Undecided(rules.get(each.condition()), Optional.ofNullable(each.cause())));
            }
        }
        return undecided;
    }

    private void report(Scratch scratch, RuleTimes times) {
        for (int i = 0; i < scratch.touchedCount(); i++) {
            times.judged(rules.get(scratch.touched(i)), scratch.nanos(i));
        }
    }

    private List<CompiledRule> matched(int matches, Scratch scratch, BitSet chosen) {
        List<CompiledRule> matched = new ArrayList<>(matches);
        for (int i = 0; i < matches; i++) {
            if (chosen.get(scratch.matched(i))) {
                matched.add(rules.get(scratch.matched(i)));
            }
        }
        return matched;
    }

    private OfTarget ofTarget(String target) {
        OfTarget known = targets.get(target);
        if (known != null) {
            return known;
        }
        BitSet chosen = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            chosen.set(i, IndexPatterns.matches(rules.get(i).rule().indices(), target));
        }
        OfTarget found = new OfTarget(chosen.stream().mapToObj(rules::get).toList(), chosen, selection(chosen));
        if (targets.size() < MAX_TARGETS) {
            targets.put(target, found);
        }
        return found;
    }

    private Selection selection(BitSet chosen) {
        Selection known = selections.get(chosen);
        if (known != null || selections.size() >= MAX_SELECTIONS) {
            return known == null ? all : known;
        }
        return selections.computeIfAbsent(chosen, network::select);
    }
}
