package org.esdetect.network;

import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;

/** What a network needs of one condition, whatever the other conditions are: kept while the condition is. */
record Analysis(Condition condition, Program program, List<Access> accesses) {
    /** @param leaves those known so far; receives new ones */
    static Analysis of(Condition condition, Map<Leaf.Key, Leaf> leaves) {
        Term term = Terms.of(condition, leaves);
        return new Analysis(condition, Program.of(term), List.copyOf(Witnesses.of(term)));
    }
}
