package org.esdetect.eql.check;

import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;

/** A sequence has two steps or more, one of them positive, and bounds what it waits for. */
final class SequenceShape implements QueryCheck {
    /** As Elasticsearch documents it. */
    private static final long MAX_RUNS = 100;

    /** After {@code runs} are written out; every step may hold a pending sequence for every join key. */
    private static final long MAX_STEPS = 1_000;

    @Override
    public void check(Query query, Problems problems) {
        if (query instanceof Query.SequenceQuery sequence) {
            checkCount(sequence, problems);
            sequence.steps().forEach(step -> checkRuns(step, problems));
            sequence.until().ifPresent(until -> checkUntil(until, problems));
            checkMissing(sequence, problems);
        }
    }

    private static void checkCount(Query.SequenceQuery sequence, Problems problems) {
        long steps = sequence.steps().stream()
                .mapToLong(step -> Math.min(step.repetitions(), MAX_RUNS))
                .sum();
        Span start = sequence.steps().get(0).span();
        if (steps < 2) {
            bad(start, "a sequence has two steps or more, found [1]; add a step or [with runs=2]", problems);
        } else if (steps > MAX_STEPS) {
            problems.error(
                    Problem.Code.TOO_LARGE,
                    start,
                    "a sequence has at most [" + MAX_STEPS + "] steps, found [" + steps + "]");
        }
    }

    private static void checkRuns(Step step, Problems problems) {
        step.runs().ifPresent(runs -> {
            if (step.missing()) {
                bad(runs.span(), "a missing step [![...]] cannot have [runs]", problems);
            } else if (runs.count() > MAX_RUNS) {
                bad(runs.span(), "[runs] is from [1] to [" + MAX_RUNS + "], found [" + runs.count() + "]", problems);
            }
        });
    }

    private static void checkUntil(Step until, Problems problems) {
        until.runs().ifPresent(runs -> bad(runs.span(), "[until] cannot have [runs]", problems));
        if (until.missing()) {
            bad(until.span(), "[until] cannot be a missing step, write [until [...]]", problems);
        }
    }

    private static void checkMissing(Query.SequenceQuery sequence, Problems problems) {
        sequence.steps().stream().filter(Step::missing).findFirst().ifPresent(missing -> {
            if (sequence.maxSpan().isEmpty()) {
                bad(
                        missing.span(),
                        "a sequence with a missing step [![...]] needs a time to wait: write [with maxspan=...]",
                        problems);
            }
            if (sequence.steps().stream().allMatch(Step::missing)) {
                bad(missing.span(), "a sequence needs a step that is not missing", problems);
            }
        });
    }

    private static void bad(Span span, String message, Problems problems) {
        problems.error(Problem.Code.BAD_SEQUENCE, span, message);
    }
}
