package org.esdetect.es.manage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.esdetect.es.store.HeldRule;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.Customized;
import org.esdetect.rule.Rule;

/** Creates, replaces and deletes single rules, each only as its writer expects to find it. */
public final class RuleChanges {
    /** The revision of a rule that does not exist. */
    private static final long NONE = 0;

    private final RuleStore store;

    public RuleChanges(RuleStore store) {
        this.store = store;
    }

    /**
     * Creates or replaces a rule that was checked.
     *
     * @param expected the revision that it replaces, 0 for none; empty to replace whatever there is
     * @param listener fails with {@link RuleConflictException}
     */
    public void put(Rule rule, Author author, OptionalLong expected, ActionListener<RuleOutcome.Written> listener) {
        ready(rule.id(), expected, listener.delegateFailureAndWrap((next, found) -> {
            Rule marked = found.held()
                    .map(held -> Customized.mark(rule, held.stored().rule()))
                    .orElse(rule);
            write(
                    new RuleWrite.Put(marked, author.authentication(), found.precondition()),
                    next.map(RuleOutcome.Written.class::cast));
        }));
    }

    /** Deletes a rule; answers whether there was one. */
    public void delete(String ruleId, OptionalLong expected, ActionListener<Boolean> listener) {
        ready(
                ruleId,
                expected,
                listener.delegateFailureAndWrap((next, found) -> write(
                        new RuleWrite.Delete(ruleId, found.precondition()),
                        next.map(outcome -> outcome instanceof RuleOutcome.Deleted))));
    }

    /**
     * What is there before a change, if it may be changed.
     *
     * @param precondition what must still hold when the rule is written
     */
    private record Found(Optional<HeldRule> held, Precondition precondition) {}

    private void ready(String ruleId, OptionalLong expected, ActionListener<Found> listener) {
        store.held(List.of(ruleId), listener.map(all -> {
            Optional<HeldRule> held = Optional.ofNullable(all.get(ruleId));
            return new Found(held, precondition(ruleId, expected, held));
        }));
    }

    private static Precondition precondition(String ruleId, OptionalLong expected, Optional<HeldRule> held) {
        held.flatMap(HeldRule::file).ifPresent(file -> {
            throw RuleConflictException.heldByFile(ruleId, file);
        });
        if (expected.isEmpty()) {
            return Precondition.NONE;
        }
        OptionalLong found =
                held.map(rule -> OptionalLong.of(rule.stored().revision())).orElse(OptionalLong.empty());
        if (found.orElse(NONE) != expected.getAsLong()) {
            throw RuleConflictException.stale(ruleId, expected.getAsLong(), found);
        }
        return held.map(rule -> Precondition.unchangedSince(rule.stored().version()))
                .orElse(Precondition.ABSENT);
    }

    private void write(RuleWrite write, ActionListener<RuleOutcome> listener) {
        store.write(List.of(write), listener.map(outcomes -> {
            RuleOutcome outcome = outcomes.get(0);
            if (outcome instanceof RuleOutcome.Conflict) {
                throw RuleConflictException.atOnce(write.ruleId());
            }
            if (outcome instanceof RuleOutcome.Failed failed) {
                throw ExceptionsHelper.convertToRuntime(failed.cause());
            }
            return outcome;
        }));
    }
}
