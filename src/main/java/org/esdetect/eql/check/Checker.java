package org.esdetect.eql.check;

import java.util.Comparator;
import java.util.List;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Query;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Runs every check and collects what they find. */
public final class Checker {
    private final FieldTypes types;
    private final KnownFields knownFields;
    private final Problems problems = new Problems();

    /** What keeps a query from being used. */
    private final List<NodeCheck> rules;

    /** What its author should know. */
    private final List<NodeCheck> advice;

    private Checker(FieldTypes types) {
        this.types = types;
        this.knownFields = new KnownFields(types);
        this.rules = List.of(
                new KnownFunctions(),
                new FunctionArguments(),
                new OperandTypes(),
                new FieldsOnOneSide(),
                new RegexPatterns());
        this.advice = List.of(
                new ConstantClauses(),
                new LiteralWildcards(),
                new CaseSensitivity(),
                new RegexAnchors(),
                knownFields,
                new FieldUses(types),
                new CutValues(types));
    }

    /** All that is wrong or doubtful in {@code query}, in the order of its text. */
    public static List<Problem> check(Query query, FieldTypes types, Usage usage) {
        Checker checker = new Checker(types);
        List<QueryCheck> queryChecks = List.of(
                new LiteralWildcards.InCategories(),
                new SequenceShape(),
                new JoinKeys(types, checker.knownFields),
                new RulePipes(usage));
        queryChecks.forEach(check -> check.check(query, checker.problems));
        checker.checkConditions(
                query.filters().stream().map(EventFilter::condition).toList());
        return checker.found();
    }

    /** The same for a condition on its own. */
    public static List<Problem> checkCondition(Expression condition, FieldTypes types) {
        Checker checker = new Checker(types);
        checker.checkConditions(List.of(condition));
        return checker.found();
    }

    /** The same for a value on its own, of whatever kind. */
    public static List<Problem> checkValue(Expression value, FieldTypes types) {
        Checker checker = new Checker(types);
        checker.checkNodes(value);
        return checker.found();
    }

    private void checkConditions(List<Expression> conditions) {
        for (Expression condition : conditions) {
            BooleanConditions.check(condition, types, problems);
            checkNodes(condition);
            ConstantClauses.checkWhole(condition, problems);
            new ClauseLists(types).check(condition, problems);
        }
        LeadingWildcards.check(conditions, types, problems);
    }

    private void checkNodes(Expression expression) {
        if (problems.hasRoomFor(Problem.Severity.ERROR)) {
            rules.forEach(check -> check.check(expression, problems));
        }
        if (problems.hasRoomFor(Problem.Severity.WARNING)) {
            advice.forEach(check -> check.check(expression, problems));
        }
        for (Expression operand : expression.operands()) {
            checkNodes(operand);
        }
    }

    private List<Problem> found() {
        return problems.all().stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .toList();
    }
}
