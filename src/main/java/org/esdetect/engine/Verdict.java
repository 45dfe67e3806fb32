package org.esdetect.engine;

import java.util.List;
import java.util.Optional;

/**
 * What the rules say of one document.
 *
 * @param matched rules that match it and that no exception keeps still, in the order of their ids
 * @param undecided rules that may match it and were not judged to the end; whoever needs their verdict judges them by
 *     {@link CompiledRule#raises}
 * @param excepted rules whose query it satisfies, and which raise nothing for an exception
 */
public record Verdict(List<CompiledRule> matched, List<Undecided> undecided, List<Excepted> excepted) {
    /** No rule matches, each was judged. */
    public static final Verdict NOTHING = new Verdict(List.of(), List.of(), List.of());

    public Verdict {
        matched = List.copyOf(matched);
        undecided = List.copyOf(undecided);
        excepted = List.copyOf(excepted);
    }

    /** A rule that an exception keeps still. */
    public record Excepted(CompiledRule rule, CompiledException by) {}

    /**
     * A rule without a verdict.
     *
     * @param cause what judging it threw: a {@link org.esdetect.condition.BudgetExceededException} when the document
     *     makes it too dear; empty when it was set aside
     */
    public record Undecided(CompiledRule rule, Optional<Throwable> cause) {}

    /** Whether no rule matches and each was judged. */
    public boolean isNothing() {
        return matched.isEmpty() && undecided.isEmpty();
    }

    /** The matches of a document for which every rule must have its verdict; else throws what the first threw. */
    List<CompiledRule> allDecided() {
        for (Undecided each : undecided) {
            if (each.cause().isPresent()) {
                if (each.cause().get() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw (Error) each.cause().get();
            }
        }
        return matched;
    }
}
