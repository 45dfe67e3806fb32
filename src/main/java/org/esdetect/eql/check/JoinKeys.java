package org.esdetect.eql.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esdetect.eql.ast.Expression.Field;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Every step and {@code until} have the same number of join keys, and keys of one position can be equal. */
record JoinKeys(FieldTypes types, KnownFields fields) implements QueryCheck {
    @Override
    public void check(Query query, Problems problems) {
        if (!(query instanceof Query.SequenceQuery sequence)) {
            return;
        }
        Step first = sequence.steps().get(0);
        others(sequence).forEach(step -> compare(first, step, problems));
        sequence.keys().forEach(key -> fields.check(key, problems));
        all(sequence).forEach(step -> step.keys().forEach(key -> fields.check(key, problems)));
    }

    private static List<Step> all(Query.SequenceQuery sequence) {
        List<Step> steps = new ArrayList<>(sequence.steps());
        sequence.until().ifPresent(steps::add);
        return steps;
    }

    private static List<Step> others(Query.SequenceQuery sequence) {
        return all(sequence).subList(1, all(sequence).size());
    }

    private void compare(Step first, Step step, Problems problems) {
        if (step.keys().size() != first.keys().size()) {
            problems.error(
                    Problem.Code.BAD_SEQUENCE,
                    step.keys().isEmpty() ? step.span() : step.keys().get(0).span(),
                    "every step has as many join keys as the first: expected ["
                            + first.keys().size() + "] after [by], found ["
                            + step.keys().size() + "]");
            return;
        }
        for (int i = 0; i < step.keys().size(); i++) {
            compareKinds(first.keys().get(i), step.keys().get(i), problems);
        }
    }

    private void compareKinds(Field first, Field other, Problems problems) {
        Set<FieldKind> wanted = types.kinds(first.path());
        Set<FieldKind> found = types.kinds(other.path());
        boolean unknown = wanted.isEmpty()
                || found.isEmpty()
                || wanted.contains(FieldKind.UNKNOWN)
                || found.contains(FieldKind.UNKNOWN);
        if (!unknown && wanted.stream().noneMatch(found::contains)) {
            problems.warning(
                    Problem.Code.TYPE_MISMATCH,
                    other.span(),
                    "join key [" + other.path() + "] holds " + FieldUses.contents(found)
                            + " and is never equal to [" + first.path() + "], which holds "
                            + FieldUses.contents(wanted));
        }
    }
}
