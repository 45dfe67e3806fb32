package org.esdetect.eql.ast;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree as canonical EQL: one spelling for each meaning, no comments, only the parentheses that are needed.
 *
 * <p>Printing what was parsed and parsing it again gives the same print. An event query is one line, a sequence a line
 * per step.
 */
public final class EqlPrinter {
    private EqlPrinter() {}

    public static String print(Query query) {
        String pipes = query.pipes().stream()
                .map(pipe -> "\n| " + pipe.kind().eqlName() + " " + pipe.count())
                .collect(Collectors.joining());
        return query.accept(new QueryText()) + pipes;
    }

    public static String print(Expression expression) {
        return ExpressionText.of(expression);
    }

    private static String filter(EventFilter filter) {
        return filter.category().name().map(EqlPrinter::category).orElse("any") + " where " + print(filter.condition());
    }

    private static String category(String name) {
        return Keywords.isPlainName(name) ? name : LiteralText.quoted(name);
    }

    private static String by(List<Expression.Field> keys) {
        return keys.isEmpty()
                ? ""
                : " by " + keys.stream().map(EqlPrinter::print).collect(Collectors.joining(", "));
    }

    private static String step(Step step) {
        String runs = step.runs().map(value -> " with runs=" + value.count()).orElse("");
        return (step.missing() ? "![" : "[") + filter(step.filter()) + "]" + by(step.keys()) + runs;
    }

    private record QueryText() implements Query.Visitor<String> {
        @Override
        public String event(Query.EventQuery query) {
            return filter(query.filter());
        }

        @Override
        public String sequence(Query.SequenceQuery query) {
            StringBuilder text = new StringBuilder("sequence").append(by(query.keys()));
            query.maxSpan().ifPresent(span -> text.append(" with maxspan=")
                    .append(span.amount())
                    .append(span.unit().symbol()));
            query.steps().forEach(step -> text.append("\n  ").append(step(step)));
            query.until().ifPresent(step -> text.append("\n  until ").append(step(step)));
            return text.toString();
        }
    }
}
