package org.esdetect.network;

import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/** All witnesses on one field of one plan: which conditions a value touches. Immutable. */
final class FieldDispatch {
    final int field;
    private final @Nullable WholeTable wholes;
    private final @Nullable EdgeTable starts;
    private final @Nullable EdgeTable ends;
    private final @Nullable FragmentTable fragments;
    /** Leaves that are judged whenever the field has a value, and what each touches. */
    private final int[] leaves;

    private final int[][] touchedByLeaf;

    FieldDispatch(int field, Tables tables, int[] leaves, int[][] touchedByLeaf) {
        this.field = field;
        this.wholes = tables.wholes;
        this.starts = tables.starts;
        this.ends = tables.ends;
        this.fragments = tables.fragments;
        this.leaves = leaves;
        this.touchedByLeaf = touchedByLeaf;
    }

    /** Null for a kind that no witness is of. */
    record Tables(
            @Nullable WholeTable wholes,
            @Nullable EdgeTable starts,
            @Nullable EdgeTable ends,
            @Nullable FragmentTable fragments) {}

    /** Touches what one value of the field is a witness for. */
    void look(Object value, Scratch scratch) {
        String text = Values.text(value);
        boolean whole = wholes != null && wholes.mayHold(text);
        boolean start = starts != null && starts.mayHold(text);
        boolean end = ends != null && ends.mayHold(text);
        boolean scan = fragments != null && text.length() >= TextWitness.MIN_LENGTH;
        if (!whole && !start && !end && !scan) {
            return;
        }
        FoldedText folded = scratch.load(text);
        if (wholes != null && whole) {
            wholes.find(folded, scratch);
        }
        if (starts != null && start) {
            starts.find(folded, scratch);
        }
        if (ends != null && end) {
            ends.find(folded, scratch);
        }
        if (fragments != null && scan) {
            fragments.find(folded, scratch);
        }
    }

    /** Whether {@link #look} has anything to look for. */
    boolean hasTexts() {
        return wholes != null || starts != null || ends != null || fragments != null;
    }

    /** Whether {@link #judge} has anything to judge. */
    boolean hasLeaves() {
        return leaves.length > 0;
    }

    /** Touches what only judging a leaf can tell. */
    void judge(Scratch scratch) {
        for (int i = 0; i < leaves.length; i++) {
            if (scratch.mayHold(leaves[i])) {
                scratch.touch(touchedByLeaf[i]);
            }
        }
    }
}
