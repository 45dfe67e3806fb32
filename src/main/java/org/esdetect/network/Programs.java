package org.esdetect.network;

import java.util.List;

/** The programs of all conditions in one array, in the network's numbers of leaves. Immutable. */
final class Programs {
    /** See {@link Program}. */
    final int[] code;
    /** Where each condition begins. */
    final int[] starts;

    private Programs(int[] code, int[] starts) {
        this.code = code;
        this.starts = starts;
    }

    static Programs of(List<Analysis> analyses, LeafTable leaves) {
        int[] code = new int
                [analyses.stream().mapToInt(each -> each.program().code.length).sum()];
        int[] starts = new int[analyses.size()];
        int length = 0;
        for (int i = 0; i < starts.length; i++) {
            Program program = analyses.get(i).program();
            starts[i] = placed(program.start, length);
            copy(program, leaves, code, length);
            length += program.code.length;
        }
        return new Programs(code, starts);
    }

    private static void copy(Program program, LeafTable leaves, int[] code, int offset) {
        int[] numbers = new int[program.leaves.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = leaves.number(program.leaves.get(i));
        }
        for (int at = 0; at < program.code.length; at += Program.WIDTH) {
            code[offset + at] = numbers[program.code[at]];
            code[offset + at + 1] = placed(program.code[at + 1], offset);
            code[offset + at + 2] = placed(program.code[at + 2], offset);
        }
    }

    private static int placed(int place, int offset) {
        return place < 0 ? place : place + offset;
    }
}
