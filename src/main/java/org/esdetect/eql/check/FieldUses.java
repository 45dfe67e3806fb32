package org.esdetect.eql.check;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Expression.Field;
import org.esdetect.eql.ast.Expression.Literal;
import org.esdetect.function.Function;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Fields are used as what they hold. Warnings only: what a mapping says may differ between indices and days. */
record FieldUses(FieldTypes types) implements NodeCheck {
    private static final Set<FieldKind> ORDERED =
            EnumSet.of(FieldKind.STRING, FieldKind.NUMBER, FieldKind.DATE, FieldKind.IP, FieldKind.VERSION);

    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Match match) {
            use(match.operand(), match.operator().symbol(), EnumSet.of(FieldKind.STRING), problems);
        } else if (expression instanceof Expression.Comparison comparison) {
            comparison(comparison, problems);
        } else if (expression instanceof Expression.Membership membership) {
            membership(membership, problems);
        } else if (expression instanceof Expression.Call call) {
            Function.named(call.name()).ifPresent(function -> call(call, function, problems));
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            each(arithmetic.operands(), arithmetic.operator().symbol(), FieldKind.NUMBER, problems);
        } else if (expression instanceof Expression.Signed signed) {
            each(signed.operands(), signed.negative() ? "-" : "+", FieldKind.NUMBER, problems);
        } else if (expression instanceof Expression.Not
                || expression instanceof Expression.And
                || expression instanceof Expression.Or) {
            expression.operands().forEach(operand -> bare(operand, problems));
        }
    }

    private void bare(Expression operand, Problems problems) {
        if (operand instanceof Field field) {
            bareCondition(field, types, problems);
        }
    }

    /** A field that stands as a condition of its own. */
    static void bareCondition(Field field, FieldTypes types, Problems problems) {
        Set<FieldKind> wanted = EnumSet.of(FieldKind.BOOLEAN);
        new FieldUses(types)
                .mismatch(field, wanted)
                .ifPresent(found -> warn(
                        field,
                        "condition [" + field.path() + "] holds " + contents(found) + ", not true or false",
                        problems));
    }

    /** A list holds values of one kind, so its first says it all. */
    private void membership(Expression.Membership membership, Problems problems) {
        String operator = membership.insensitive() ? "in~" : "in";
        membership.elements().stream()
                .filter(element -> Kind.of(element).size() == 1)
                .findFirst()
                .ifPresent(element -> equality(membership.operand(), operator, element, problems));
    }

    private void comparison(Expression.Comparison comparison, Problems problems) {
        String operator = comparison.operator().symbol();
        if (comparison.operator().isEquality()) {
            equality(comparison.left(), operator, comparison.right(), problems);
            equality(comparison.right(), operator, comparison.left(), problems);
        } else {
            use(comparison.left(), operator, ORDERED, problems);
            use(comparison.right(), operator, ORDERED, problems);
        }
    }

    /** A string may stand for a value of any kind: the index reads it as the field's type. */
    private void equality(Expression left, String operator, Expression right, Problems problems) {
        if (right instanceof Literal literal && literal.value() instanceof Boolean) {
            use(left, operator + " " + literal.value(), EnumSet.of(FieldKind.BOOLEAN), problems);
        } else if (right instanceof Literal literal && literal.value() instanceof Number) {
            use(left, operator + " " + literal.value(), EnumSet.of(FieldKind.NUMBER, FieldKind.DATE), problems);
        }
    }

    private void call(Expression.Call call, Function function, Problems problems) {
        for (int i = 0; i < call.operands().size(); i++) {
            Set<FieldKind> wanted = wanted(function, i);
            if (!wanted.isEmpty()) {
                use(call.operands().get(i), function.eqlName(), wanted, problems);
            }
        }
    }

    /** What a field must hold to be argument {@code position}; empty for anything. */
    private static Set<FieldKind> wanted(Function function, int position) {
        if (function == Function.CIDR_MATCH) {
            return EnumSet.of(FieldKind.IP);
        }
        Set<Kind> kinds = FunctionArguments.wanted(function, position);
        if (kinds.size() > 1) {
            return EnumSet.noneOf(FieldKind.class);
        }
        return EnumSet.of(
                kinds.contains(Kind.STRING)
                        ? FieldKind.STRING
                        : kinds.contains(Kind.NUMBER) ? FieldKind.NUMBER : FieldKind.BOOLEAN);
    }

    private void each(List<Expression> operands, String operator, FieldKind wanted, Problems problems) {
        operands.forEach(operand -> use(operand, operator, EnumSet.of(wanted), problems));
    }

    private void use(Expression operand, String operator, Set<FieldKind> wanted, Problems problems) {
        if (operand instanceof Field field) {
            mismatch(field, wanted)
                    .ifPresent(found -> warn(
                            field,
                            "[" + operator + "] wants " + contents(wanted) + ", but [" + field.path() + "] holds "
                                    + contents(found),
                            problems));
        }
    }

    /** What {@code field} holds, when that is known and none of it is wanted. */
    private Optional<Set<FieldKind>> mismatch(Field field, Set<FieldKind> wanted) {
        Set<FieldKind> found = types.kinds(field.path());
        boolean fits = found.isEmpty()
                || found.contains(FieldKind.UNKNOWN)
                || found.stream().anyMatch(wanted::contains);
        return fits ? Optional.empty() : Optional.of(found);
    }

    private static void warn(Field field, String message, Problems problems) {
        problems.warning(Problem.Code.TYPE_MISMATCH, field.span(), message);
    }

    static String contents(Set<FieldKind> kinds) {
        return kinds.stream()
                .sorted(Comparator.naturalOrder())
                .map(FieldKind::content)
                .collect(Collectors.joining(" or "));
    }
}
