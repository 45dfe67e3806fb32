package org.esdetect.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.esdetect.event.Event;
import org.esdetect.explain.Attempt.Fate;
import org.esdetect.explain.SequenceExplanation.Miss;
import org.esdetect.explain.SequenceExplanation.Miss.Code;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.JoinKeys;
import org.esdetect.sequence.JoinTuple;
import org.esdetect.sequence.SequenceLimits;
import org.esdetect.sequence.SequencePlan;

/**
 * What came nearest to a sequence that did not complete: of the attempts the one with the most steps, of those the one
 * whose end says most, of those the latest. Where nothing but time went by, the next step's events say what was wrong
 * with them.
 *
 * @param steps as the plan has them, and the until
 * @param satisfied for each of {@code steps} the positions of the events that satisfy it
 * @param names what an event is called, by its position
 */
record NearestMiss(
        SequencePlan plan,
        List<PlannedStep> steps,
        List<List<Integer>> satisfied,
        List<? extends Event> events,
        IntFunction<String> names,
        String timeField) {
    private static final int MAX_NAMED = 5;

    /** @param candidates in order; no sequence completes in them */
    Miss find(List<Candidate<Integer>> candidates) {
        Comparator<Attempt<Integer>> nearest = Comparator.<Attempt<Integer>>comparingInt(
                        attempt -> attempt.events.size())
                .thenComparing(Attempt::fate, Comparator.reverseOrder())
                .thenComparing(attempt -> attempt.first().ordinal());
        return SequenceTrace.of(plan, candidates).stream()
                .filter(attempt -> attempt.fate() != Fate.REPLACED)
                .max(nearest)
                .map(attempt -> ended(attempt, candidates))
                .orElseGet(this::notBegun);
    }

    private Miss ended(Attempt<Integer> attempt, List<Candidate<Integer>> candidates) {
        return switch (attempt.fate()) {
            case TOO_LATE -> miss(Code.MAXSPAN, attempt, tooLate(attempt));
            case CANCELLED ->
                miss(
                        Code.CANCELLED,
                        attempt,
                        name(attempt.by()) + " satisfies until and cancels what began with " + name(attempt.first()));
            case SPOILED ->
                miss(
                        Code.SPOILED,
                        attempt,
                        "all steps occurred, but so did " + name(attempt.by()) + ", which satisfies "
                                + missingStep(attempt.by()));
            case WAITING -> waiting(attempt, candidates);
            case COMPLETE, REPLACED ->
                throw new IllegalStateException("[" + attempt.fate() + "] is no miss of " + name(attempt.first()));
        };
    }

    private String tooLate(Attempt<Integer> attempt) {
        long span = SequenceTrace.spanMillis(attempt.first(), attempt.by());
        long maximum = plan.maxSpanMillis().orElse(Long.MAX_VALUE);
        String over = span > maximum ? Durations.of(span - maximum) : "less than 1ms";
        return step(attempt.events.size()).step().label() + " came with " + name(attempt.by()) + ", "
                + Durations.of(span) + " after " + name(attempt.first()) + ": maxspan of " + Durations.of(maximum)
                + " is exceeded by " + over;
    }

    private String missingStep(Candidate<Integer> by) {
        return steps.stream()
                .filter(planned -> planned.step().missing()
                        && by.steps().get(planned.step().number() - 1))
                .map(planned -> planned.step().label() + " !" + planned.step().text())
                .collect(Collectors.joining(" and "));
    }

    /** The step at {@code position} among those that must occur. */
    private PlannedStep step(int position) {
        return steps.stream()
                .filter(planned -> !planned.step().missing() && !planned.step().until())
                .skip(position)
                .findFirst()
                .orElseThrow();
    }

    private Miss notBegun() {
        PlannedStep first = step(0);
        Lack lack = withoutKeyOrTime(first);
        return new Miss(lack.code(), 0, positiveSteps(), List.of(), List.of(), lack.message(), closest(lack, first));
    }

    /** What a step's events lack, in words. */
    private record Lack(Code code, String message) {}

    private Miss waiting(Attempt<Integer> attempt, List<Candidate<Integer>> candidates) {
        PlannedStep next = step(attempt.events.size());
        List<Candidate<Integer>> able = new ArrayList<>();
        List<Candidate<Integer>> sameKey = new ArrayList<>();
        for (Candidate<Integer> candidate : candidates) {
            List<JoinTuple> keys =
                    candidate.steps().get(next.step().number() - 1) ? tuples(next, candidate) : List.of();
            if (keys.contains(attempt.key)) {
                sameKey.add(candidate);
            } else if (!keys.isEmpty()) {
                able.add(candidate);
            }
        }
        Lack lack = !sameKey.isEmpty()
                ? outOfOrder(attempt, next, sameKey)
                : able.isEmpty() ? withoutKeyOrTime(next) : otherKeys(attempt, next, able);
        return new Miss(
                lack.code(),
                attempt.events.size(),
                positiveSteps(),
                references(attempt),
                attempt.key.values(),
                lack.message(),
                closest(lack, next));
    }

    private Lack outOfOrder(Attempt<Integer> attempt, PlannedStep next, List<Candidate<Integer>> sameKey) {
        SequenceStep step = next.step();
        if (!step.isFirstRun()) {
            // What satisfies this run satisfied the one before, and was taken for it.
            String first = "step " + (step.number() - step.run() + 1);
            return new Lack(
                    Code.TOO_FEW,
                    (step.run() - 1) + " of the " + step.runs() + " events that " + first + " asks for came, with "
                            + name(attempt.last()) + " as the last");
        }
        Candidate<Integer> latest = sameKey.get(sameKey.size() - 1);
        if (latest.reference().equals(attempt.last().reference())) {
            return new Lack(
                    Code.SAME_EVENT,
                    "only " + name(latest) + " satisfies " + next.step().label()
                            + ", and an event is never twice in one sequence");
        }
        String before = Durations.of(SequenceTrace.spanMillis(latest, attempt.last()));
        return new Lack(
                Code.ORDER,
                name(latest) + " satisfies " + next.step().label() + ", but comes " + before + " before "
                        + name(attempt.last()) + ", which it must follow");
    }

    private Lack otherKeys(Attempt<Integer> attempt, PlannedStep next, List<Candidate<Integer>> able) {
        String found = able.stream()
                .limit(MAX_NAMED)
                .map(candidate -> name(candidate) + " has "
                        + Sample.of(tuples(next, candidate).get(0).values()))
                .collect(Collectors.joining(", "));
        String more = able.size() > MAX_NAMED ? " and " + (able.size() - MAX_NAMED) + " more" : "";
        return new Lack(
                Code.OTHER_KEYS,
                "no event satisfies " + next.step().label() + " with the join key " + Sample.of(attempt.key.values())
                        + " of " + next.step().keys() + ": " + found + more);
    }

    private Lack withoutKeyOrTime(PlannedStep next) {
        List<Integer> satisfying = satisfied.get(next.step().number() - 1);
        String label = next.step().label();
        if (satisfying.isEmpty()) {
            return new Lack(
                    Code.NO_EVENT,
                    "no event satisfies " + label + " " + next.step().text());
        }
        int first = satisfying.get(0);
        List<String> missing = next.missingKeys(events.get(first));
        if (missing.isEmpty()) {
            return new Lack(
                    Code.NO_TIME,
                    names.apply(first) + " satisfies " + label + ", but has no time in [" + timeField + "]");
        }
        return new Lack(
                Code.KEY_MISSING,
                names.apply(first) + " satisfies " + label + ", but has no " + missing + ", which it is joined by");
    }

    private Optional<Miss.Closest> closest(Lack lack, PlannedStep step) {
        return lack.code() == Code.NO_EVENT ? ClosestEvent.to(step, events) : Optional.empty();
    }

    private Miss miss(Code code, Attempt<Integer> attempt, String message) {
        return new Miss(
                code,
                attempt.events.size(),
                positiveSteps(),
                references(attempt),
                attempt.key.values(),
                message,
                Optional.empty());
    }

    private int positiveSteps() {
        return (int) plan.steps().stream().filter(step -> !step.missing()).count();
    }

    private static List<Integer> references(Attempt<Integer> attempt) {
        return attempt.events.stream().map(Candidate::reference).toList();
    }

    private static List<JoinTuple> tuples(PlannedStep step, Candidate<Integer> candidate) {
        return JoinKeys.of(step.keys(), candidate.event(), SequenceLimits.DEFAULT.keysPerEvent());
    }

    private String name(Candidate<Integer> candidate) {
        return names.apply(candidate.reference());
    }
}
