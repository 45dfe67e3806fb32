package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One clause of a query and what became of it for one event.
 *
 * @param text as written; canonical when it spans lines, shortened when it is long
 * @param matched the evaluator's verdict on this clause alone
 * @param reading what was compared; for {@link Kind#TEST} and {@link Kind#CATEGORY}
 * @param parts the clauses that this one joins; none for those
 */
public record Clause(
        Kind kind, String text, Place place, boolean matched, Optional<Reading> reading, List<Clause> parts) {
    public Clause {
        parts = List.copyOf(parts);
    }

    /** What joins the parts. */
    public enum Kind {
        /** A whole event filter: a category, when one is named, and a condition. Matches when all parts do. */
        EVENT,
        /** The event's category is the one that is asked for. */
        CATEGORY,
        /** Matches when all parts do. */
        AND,
        /** Matches when a part does. */
        OR,
        /** Matches when its only part does not. */
        NOT,
        /** A comparison, a function call, a field that is true: what {@code and}, {@code or}, {@code not} join. */
        TEST;

        /** As it stands in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The tests that this verdict rests on: of a group that does not hold the parts that keep it from holding, of one
     * that does the parts that make it hold. In the order of the text.
     */
    public List<Clause> deciding() {
        List<Clause> found = new ArrayList<>();
        collectDeciding(found);
        return found;
    }

    private void collectDeciding(List<Clause> found) {
        if (parts.isEmpty()) {
            found.add(this);
        }
        boolean partsDiffer = kind == Kind.NOT;
        for (Clause part : parts) {
            if ((part.matched != matched) == partsDiffer) {
                part.collectDeciding(found);
            }
        }
    }
}
