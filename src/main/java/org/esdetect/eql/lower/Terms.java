package org.esdetect.eql.lower;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.condition.Condition;

/** Joins conditions into flat ones; what is always or never true is decided here, nothing else is. */
final class Terms {
    private Terms() {}

    /** {@code (a and b) and true -> a and b}; {@code a and false -> false}. */
    static Condition and(List<Condition> terms) {
        List<Condition> flat = new ArrayList<>();
        for (Condition term : terms) {
            if (term.equals(Condition.NEVER)) {
                return Condition.NEVER;
            }
            if (term instanceof Condition.AllOf nested) {
                flat.addAll(nested.terms());
            } else if (!term.equals(Condition.ALWAYS)) {
                flat.add(term);
            }
        }
        return Condition.allOf(flat);
    }

    /** {@code (a or b) or false -> a or b}; {@code a or true -> true}. */
    static Condition or(List<Condition> terms) {
        List<Condition> flat = new ArrayList<>();
        for (Condition term : terms) {
            if (term.equals(Condition.ALWAYS)) {
                return Condition.ALWAYS;
            }
            if (term instanceof Condition.AnyOf nested) {
                flat.addAll(nested.terms());
            } else if (!term.equals(Condition.NEVER)) {
                flat.add(term);
            }
        }
        return Condition.anyOf(flat);
    }

    /** {@code not not a -> a}; exact, since conditions are two-valued. */
    static Condition not(Condition term) {
        if (term instanceof Condition.Constant constant) {
            return constant.value() ? Condition.NEVER : Condition.ALWAYS;
        }
        return term instanceof Condition.Not negated ? negated.term() : new Condition.Not(term);
    }
}
