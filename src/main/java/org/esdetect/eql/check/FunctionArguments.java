package org.esdetect.eql.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.function.Function;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Arguments are of the kind that the function works on, and network blocks can be read. */
final class FunctionArguments implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Call call) {
            Function.named(call.name()).ifPresent(function -> check(call, function, problems));
        }
    }

    private static void check(Expression.Call call, Function function, Problems problems) {
        List<Expression> arguments = call.operands();
        for (int i = 0; i < arguments.size() && i < function.maxArguments(); i++) {
            check(arguments.get(i), i, function, problems);
        }
    }

    private static void check(Expression argument, int position, Function function, Problems problems) {
        Set<Kind> wanted = wanted(function, position);
        Set<Kind> found = Kind.of(argument);
        if (found.stream().noneMatch(wanted::contains)) {
            problems.error(
                    Problem.Code.BAD_ARGUMENT,
                    argument.span(),
                    "argument [" + (position + 1) + "] of [" + function.eqlName() + "] must be " + Kind.words(wanted)
                            + ", found [" + Shown.of(argument) + "], " + Kind.words(found));
        } else if (function == Function.CIDR_MATCH && position > 0) {
            checkBlock(argument, problems);
        }
    }

    private static void checkBlock(Expression argument, Problems problems) {
        if (!(argument instanceof Expression.Literal literal)) {
            problems.error(
                    Problem.Code.BAD_ARGUMENT,
                    argument.span(),
                    "the blocks of [cidrMatch] must be strings, found [" + Shown.of(argument) + "]");
            return;
        }
        Optional<String> problem =
                literal.value() instanceof String block ? NetworkBlocks.problem(block) : Optional.of("is no string");
        problem.ifPresent(reason -> problems.error(
                Problem.Code.BAD_CONSTANT,
                argument.span(),
                "network block [" + Excerpt.of(String.valueOf(literal.value())) + "] " + reason));
    }

    /** The kinds that argument {@code position}, from 0, of {@code function} may have. */
    static Set<Kind> wanted(Function function, int position) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> EnumSet.of(Kind.NUMBER);
            case BETWEEN -> EnumSet.of(position == 3 ? Kind.BOOLEAN : Kind.STRING);
            case CIDR_MATCH, ENDS_WITH, LENGTH, STARTS_WITH, STRING_CONTAINS -> EnumSet.of(Kind.STRING);
            case INDEX_OF -> EnumSet.of(position == 2 ? Kind.NUMBER : Kind.STRING);
            case NUMBER, SUBSTRING -> EnumSet.of(position == 0 ? Kind.STRING : Kind.NUMBER);
            case CONCAT, STRING -> Kind.all();
        };
    }
}
