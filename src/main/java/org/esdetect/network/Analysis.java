package org.esdetect.network;

import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Predicate;

/** What a network needs of one condition, whatever the other conditions are: kept while the condition is. */
record Analysis(Condition condition, Term term, List<Access> accesses) {
    static Analysis of(Condition condition, Map<Predicate, Leaf> leaves) {
        Term term = Terms.of(condition, leaves);
        return new Analysis(condition, term, Witnesses.of(term));
    }
}
