package org.esdetect.eql.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * The clauses that one {@code and} or one {@code or} joins say different things, and things that can be true together.
 *
 * <p>Only where a condition stands: inside a value, {@code not} has a third answer. A list may hold any number of
 * values, so that {@code f == "a" and f == "b"} can be true; it is doubted only for a field that is known to be no
 * list.
 */
record ClauseLists(FieldTypes types) {
    /** Each clause is compared with those before it; no person writes longer lists of clauses. */
    private static final int MAX_COMPARED = 200;

    void check(Expression condition, Problems problems) {
        if (condition instanceof Expression.And || condition instanceof Expression.Or) {
            compare(condition, problems);
        } else if (!(condition instanceof Expression.Not)) {
            return;
        }
        condition.operands().forEach(clause -> check(clause, problems));
    }

    private void compare(Expression list, Problems problems) {
        boolean and = list instanceof Expression.And;
        List<Clause> before = new ArrayList<>();
        List<Clause> repeated = new ArrayList<>();
        for (Expression written : list.operands()) {
            Clause clause = Clause.of(written);
            if (before.stream().anyMatch(clause::repeats)) {
                repeated.add(clause);
            } else if (before.size() < MAX_COMPARED
                    && before.stream().noneMatch(earlier -> compare(earlier, clause, and, problems))) {
                before.add(clause);
            }
        }
        reportRepeated(repeated, problems);
    }

    /** One warning a list. */
    private static void reportRepeated(List<Clause> repeated, Problems problems) {
        if (!repeated.isEmpty()) {
            String message = repeated.size() == 1
                    ? " stands here a second time, leave it out"
                    : " stands here a second time, and so do [" + (repeated.size() - 1) + "] more; leave them out";
            warn(Problem.Code.REPEATED_CLAUSE, repeated.get(0), message, problems);
        }
    }

    /** Whether there is something to say of the two; {@code clause} is then not compared with others. */
    private boolean compare(Clause earlier, Clause clause, boolean and, Problems problems) {
        if (clause.contradicts(earlier)) {
            constant(
                    clause,
                    " is the opposite of [" + Shown.of(earlier.written()) + "], so the two with ["
                            + (and ? "and] are never true" : "or] are always true"),
                    problems);
        } else if (and && (excludes(earlier, clause) || excludes(clause, earlier))) {
            constant(
                    clause,
                    " and [" + Shown.of(earlier.written())
                            + "] are never true together: one wants a value, the other none",
                    problems);
        } else if (differ(earlier, clause, and)) {
            String both = " and [" + Shown.of(earlier.written()) + "] are never both ";
            constant(
                    clause,
                    and
                            ? both + "true of one value; did you mean [or]?"
                            : both + "false of one value, so that [or] is always true; did you mean [and]?",
                    problems);
        } else {
            return false;
        }
        return true;
    }

    /** {@code f == null} beside a clause that needs {@code f}. */
    private static boolean excludes(Clause missing, Clause other) {
        return missing.missingField().isPresent()
                && other.neededField().isPresent()
                && missing.missingField()
                        .get()
                        .path()
                        .equals(other.neededField().get().path());
    }

    /** {@code f == "a" and f == "b"}, {@code f != "a" or f != "b"} for a field with one value. */
    private boolean differ(Clause left, Clause right, boolean and) {
        return left.negated() == right.negated()
                && left.negated() != and
                && left.values().isPresent()
                && right.values().isPresent()
                && differ(left.values().get(), right.values().get());
    }

    private boolean differ(Clause.Values left, Clause.Values right) {
        String path = left.field().path();
        return path.equals(right.field().path())
                && types.isSingle(path)
                && Set.of(FieldKind.STRING).equals(types.kinds(path))
                && Collections.disjoint(left.texts(), right.texts());
    }

    private static void constant(Clause clause, String message, Problems problems) {
        warn(Problem.Code.CONSTANT_CLAUSE, clause, message, problems);
    }

    private static void warn(Problem.Code code, Clause clause, String message, Problems problems) {
        problems.warning(code, clause.written().span(), "[" + Shown.of(clause.written()) + "]" + message);
    }
}
