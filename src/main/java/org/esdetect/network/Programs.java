package org.esdetect.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All conditions as jump code. Immutable.
 *
 * <p>Shape: an instruction is three numbers: a leaf, where to go on when it holds, and where when it does not. A place is
 * an index into {@link #code}, or {@link #HOLDS}, or {@link #FAILS}. Jumps lead forward only, so a run ends.
 */
final class Programs {
    static final int HOLDS = -1;
    static final int FAILS = -2;
    private static final int WIDTH = 3;

    final int[] code;
    /** Where each condition begins. */
    final int[] starts;

    private Programs(int[] code, int[] starts) {
        this.code = code;
        this.starts = starts;
    }

    static Programs of(List<Analysis> analyses, LeafTable leaves) {
        Assembler assembler = new Assembler(leaves);
        int[] starts = new int[analyses.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = assembler.add(analyses.get(i).term());
        }
        return new Programs(Arrays.copyOf(assembler.code, assembler.length), starts);
    }

    /** Writes each condition after the one before; within it, in the order in which it is read. */
    private static final class Assembler {
        private final LeafTable leaves;
        private int[] code = new int[1024];
        private int length;

        Assembler(LeafTable leaves) {
            this.leaves = leaves;
        }

        int add(Term term) {
            if (term instanceof Term.Constant constant) {
                return constant.value() ? HOLDS : FAILS;
            }
            int start = length;
            add(term, HOLDS, FAILS);
            return start;
        }

        private void add(Term term, int ifTrue, int ifFalse) {
            if (term instanceof Term.All all) {
                addEach(inOrder(all.terms()), true, ifTrue, ifFalse);
            } else if (term instanceof Term.Any any) {
                addEach(inOrder(any.terms()), false, ifTrue, ifFalse);
            } else if (term instanceof Term.Test test) {
                code = length + WIDTH > code.length ? Arrays.copyOf(code, code.length * 2) : code;
                code[length++] = leaves.number(test.leaf());
                code[length++] = test.wanted() ? ifTrue : ifFalse;
                code[length++] = test.wanted() ? ifFalse : ifTrue;
            }
        }

        private void addEach(List<Term> terms, boolean all, int ifTrue, int ifFalse) {
            for (int i = 0; i < terms.size(); i++) {
                boolean last = i == terms.size() - 1;
                int next = length + WIDTH * instructions(terms.get(i));
                if (all) {
                    add(terms.get(i), last ? ifTrue : next, ifFalse);
                } else {
                    add(terms.get(i), ifTrue, last ? ifFalse : next);
                }
            }
        }

        private static List<Term> inOrder(List<Term> terms) {
            List<Term> ordered = new ArrayList<>(terms);
            ordered.sort(Comparator.comparingInt(Assembler::rank));
            return ordered;
        }

        /** Wanted leaves before groups before exclusions, cheap before dear; guards last: the signature has seen to them. */
        private static int rank(Term term) {
            if (term instanceof Term.Test test) {
                int cost = Math.min(test.leaf().cost(), 10_000);
                return Guards.isGuard(test) ? 1_000_000 : test.wanted() ? cost : 100_000 + cost;
            }
            return 50_000 + Math.min(instructions(term), 10_000);
        }

        private static int instructions(Term term) {
            if (term instanceof Term.All all) {
                return all.terms().stream().mapToInt(Assembler::instructions).sum();
            }
            if (term instanceof Term.Any any) {
                return any.terms().stream().mapToInt(Assembler::instructions).sum();
            }
            return 1;
        }
    }
}
