package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.es.store.HeldRule;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleFilter;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleSummary;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/**
 * Switches rules on or off, one or all that a filter selects, with one reload. Nothing else of a rule changes, and it
 * keeps searching with the rights of who saved it.
 */
public final class RuleSwitch {
    /** Who switches a rule does not mind what else became of it meanwhile. */
    private static final int ATTEMPTS = 5;

    private final RuleStore store;

    public RuleSwitch(RuleStore store) {
        this.store = store;
    }

    /** What became of the rules, by id, in alphabetical order. */
    public void setEnabled(Collection<String> ruleIds, boolean on, ActionListener<Map<String, Switched>> listener) {
        new Attempt(on, false).run(new TreeSet<>(ruleIds), ATTEMPTS, listener);
    }

    /** The same for every rule that {@code filter} selects; rules that are not ripe for it are left off. */
    public void setEnabled(RuleFilter filter, boolean on, ActionListener<Map<String, Switched>> listener) {
        store.listAll(filter, listener.delegateFailureAndWrap((next, rules) -> new Attempt(on, true)
                .run(rules.stream().map(RuleSummary::id).toList(), ATTEMPTS, next)));
    }

    /** Switching some rules. */
    private final class Attempt {
        private final boolean on;
        private final boolean many;
        private final Map<String, Switched> done = new TreeMap<>();

        Attempt(boolean on, boolean many) {
            this.on = on;
            this.many = many;
        }

        void run(Collection<String> ruleIds, int attempts, ActionListener<Map<String, Switched>> listener) {
            store.held(ruleIds, listener.delegateFailureAndWrap((next, held) -> {
                List<RuleWrite> writes = new ArrayList<>();
                for (String id : ruleIds) {
                    Optional<HeldRule> rule = Optional.ofNullable(held.get(id));
                    Optional<Switched> settled =
                            rule.isEmpty() ? Optional.of(new Switched.Missing()) : settled(rule.get());
                    settled.ifPresentOrElse(what -> done.put(id, what), () -> writes.add(write(rule.orElseThrow())));
                }
                write(writes, attempts, next);
            }));
        }

        /** Empty when the rule is to be written. */
        private Optional<Switched> settled(HeldRule held) {
            Rule rule = held.stored().rule();
            if (rule.enabled() == on) {
                Switched unchanged = new Switched.Unchanged(held.stored().revision());
                return Optional.of(on ? notRunnable(rule).orElse(unchanged) : unchanged);
            }
            if (held.file().isPresent()) {
                return Optional.of(new Switched.Refused(RuleConflictException.heldByFileMessage(
                        rule.id(), held.file().get())));
            }
            if (!on) {
                return Optional.empty();
            }
            return notRunnable(rule).or(() -> many ? notRipe(rule) : Optional.empty());
        }

        private Optional<Switched> notRunnable(Rule rule) {
            return RuleCompiler.compile(rule).problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .findFirst()
                    .map(problem ->
                            new Switched.Refused("rule [" + rule.id() + "] cannot be run: " + problem.message()));
        }

        private RuleWrite write(HeldRule held) {
            return new RuleWrite.Put(
                    held.stored().rule().withEnabled(on),
                    held.authentication(),
                    Precondition.unchangedSince(held.stored().version()));
        }

        private void write(List<RuleWrite> writes, int attempts, ActionListener<Map<String, Switched>> listener) {
            store.write(writes, listener.delegateFailureAndWrap((next, outcomes) -> {
                List<String> conflicts = new ArrayList<>();
                for (RuleOutcome outcome : outcomes) {
                    if (outcome instanceof RuleOutcome.Conflict && attempts > 1) {
                        conflicts.add(outcome.ruleId());
                    } else {
                        done.put(outcome.ruleId(), Switched.of(outcome));
                    }
                }
                if (conflicts.isEmpty()) {
                    next.onResponse(done);
                } else {
                    run(conflicts, attempts - 1, next);
                }
            }));
        }
    }

    /** A rule that its author has not called ripe is switched on by its own id only. */
    private static Optional<Switched> notRipe(Rule rule) {
        return rule.maturity()
                .filter(maturity -> !maturity.equals("production"))
                .map(maturity -> new Switched.Refused("rule [" + rule.id() + "] is of maturity [" + maturity
                        + "]: it is enabled by its id only, not along with others"));
    }
}
