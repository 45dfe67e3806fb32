package org.esdetect.eql.lower;

import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.condition.Predicate.Affix.Position;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.check.NetworkBlocks;

/** Function calls that are plain tests of one field against constants. */
final class CallLeaves {
    private CallLeaves() {}

    /** The plain test that {@code call} is, if it is one. */
    static Optional<Condition> plain(Expression.Call call) {
        List<Expression> arguments = call.operands();
        if (arguments.size() < 2 || !(arguments.get(0) instanceof Expression.Field field)) {
            return Optional.empty();
        }
        return switch (Calls.function(call)) {
            case CIDR_MATCH -> inNetwork(field.path(), arguments.subList(1, arguments.size()));
            case STARTS_WITH -> affix(field.path(), Position.START, call);
            case ENDS_WITH -> affix(field.path(), Position.END, call);
            case STRING_CONTAINS -> affix(field.path(), Position.ANYWHERE, call);
            case ADD,
                    BETWEEN,
                    CONCAT,
                    DIVIDE,
                    INDEX_OF,
                    LENGTH,
                    MODULO,
                    MULTIPLY,
                    NUMBER,
                    STRING,
                    SUBSTRING,
                    SUBTRACT -> Optional.empty();
        };
    }

    private static Optional<Condition> inNetwork(String field, List<Expression> blocks) {
        List<String> texts = blocks.stream()
                .map(CallLeaves::text)
                .flatMap(Optional::stream)
                .map(NetworkBlocks::withPrefix)
                .toList();
        return texts.size() == blocks.size()
                ? Optional.of(new Condition.Leaf(new Predicate.InNetwork(field, texts)))
                : Optional.empty();
    }

    /** No text contains the empty one, but every text starts and ends with it. */
    private static Optional<Condition> affix(String field, Position position, Expression.Call call) {
        return text(call.operands().get(1))
                .map(text -> position == Position.ANYWHERE && text.isEmpty()
                        ? Condition.NEVER
                        : new Condition.Leaf(new Predicate.Affix(field, position, text, !call.insensitive())));
    }

    private static Optional<String> text(Expression expression) {
        Literal literal =
                Constants.fold(expression).map(Constants.Value::literal).orElse(null);
        return literal != null && literal.value() instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
