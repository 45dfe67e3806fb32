package org.esdetect.network;

import java.util.List;

/** A condition with its negations at the leaves and its constants gone: what witnesses and programs are made from. */
sealed interface Term {
    /** Holds always, or never: only as a whole condition. */
    record Constant(boolean value) implements Term {}

    /** Holds when {@code leaf} comes out as {@code wanted}. */
    record Test(Leaf leaf, boolean wanted) implements Term {}

    /** Two or more, none of them a constant or again of this kind. */
    record All(List<Term> terms) implements Term {
        public All {
            terms = List.copyOf(terms);
        }
    }

    /** Two or more, none of them a constant or again of this kind. */
    record Any(List<Term> terms) implements Term {
        public Any {
            terms = List.copyOf(terms);
        }
    }
}
