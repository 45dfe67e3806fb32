package org.esdetect.network;

import java.util.List;

/**
 * One way into a condition: if the condition holds, then for one of its accesses all guards hold and, of each of the
 * alternatives, one leaf.
 *
 * @param guards tests of the signature
 * @param alternatives sets of leaves, the cheapest first; one set is enough to watch. Empty: judge whenever the guards
 *     hold
 */
record Access(List<Term.Test> guards, List<List<Leaf>> alternatives) {
    Access {
        guards = List.copyOf(guards);
        alternatives = List.copyOf(alternatives);
    }
}
