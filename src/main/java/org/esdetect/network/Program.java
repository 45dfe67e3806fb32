package org.esdetect.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * One condition as jump code.
 *
 * <p>Shape: an instruction is three numbers: a leaf, where to go on when it holds, and where when it does not. A place
 * is an index into the code, or {@link #HOLDS}, or {@link #FAILS}. Jumps lead forward only, so a run ends.
 */
final class Program {
    static final int HOLDS = -1;
    static final int FAILS = -2;
    static final int WIDTH = 3;

    /** The distinct leaves, by their numbers in {@link #code}. */
    final List<Leaf> leaves;

    final int[] code;
    /** Where to begin. */
    final int start;

    private Program(List<Leaf> leaves, int[] code, int start) {
        this.leaves = leaves;
        this.code = code;
        this.start = start;
    }

    static Program of(Term term) {
        if (term instanceof Term.Constant constant) {
            return new Program(List.of(), new int[0], constant.value() ? HOLDS : FAILS);
        }
        Assembler assembler = new Assembler();
        assembler.add(term, HOLDS, FAILS);
        return new Program(List.copyOf(assembler.leaves), Arrays.copyOf(assembler.code, assembler.length), 0);
    }

    /** Writes the code in the order in which it is likely to run. */
    private static final class Assembler {
        private final List<Leaf> leaves = new ArrayList<>();
        private final IdentityHashMap<Leaf, Integer> numbers = new IdentityHashMap<>();
        private int[] code = new int[16 * WIDTH];
        private int length;

        private void add(Term term, int ifTrue, int ifFalse) {
            if (term instanceof Term.All all) {
                addEach(inOrder(all.terms()), true, ifTrue, ifFalse);
            } else if (term instanceof Term.Any any) {
                addEach(inOrder(any.terms()), false, ifTrue, ifFalse);
            } else if (term instanceof Term.Test test) {
                code = length + WIDTH > code.length ? Arrays.copyOf(code, code.length * 2) : code;
                code[length++] = number(test.leaf());
                code[length++] = test.wanted() ? ifTrue : ifFalse;
                code[length++] = test.wanted() ? ifFalse : ifTrue;
            }
        }

        private int number(Leaf leaf) {
            Integer known = numbers.putIfAbsent(leaf, leaves.size());
            if (known == null) {
                leaves.add(leaf);
                return leaves.size() - 1;
            }
            return known;
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

        /**
         * Wanted leaves before groups before exclusions, cheap before dear; guards last: the signature has seen to
         * them.
         */
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
