package org.esdetect.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.event.Event;
import org.esdetect.explain.Reason.Code;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one test looked at and finds the reasons of its verdict.
 *
 * @param condition what the clause was lowered to
 * @param ignoringCase what to write instead for a test that ignores case; empty when there is nothing to advise
 * @param computed the part whose value is worth telling, when it is more than a field
 */
record LeafReader(
        Condition condition, List<String> fields, Sample expected, String ignoringCase, Optional<Expression> computed) {

    static LeafReader of(Expression clause, Condition condition) {
        Set<String> fields = new LinkedHashSet<>();
        List<@Nullable Object> constants = new ArrayList<>();
        collect(clause, fields, constants);
        return new LeafReader(
                condition, List.copyOf(fields), Sample.of(constants), Advice.ignoringCase(clause), subject(clause));
    }

    private static void collect(Expression expression, Set<String> fields, List<@Nullable Object> constants) {
        if (expression instanceof Expression.Field field) {
            fields.add(field.path());
        } else if (expression instanceof Expression.Literal literal) {
            constants.add(literal.value());
        } else if (expression.isConstant()) {
            constants.add(EqlPrinter.print(expression));
        } else {
            for (Expression operand : expression.operands()) {
                collect(operand, fields, constants);
            }
        }
    }

    /** The side of a comparison that is neither a constant nor a bare field. */
    private static Optional<Expression> subject(Expression clause) {
        return clause.operands().stream()
                .filter(operand -> !(clause instanceof Expression.Call))
                .filter(operand -> !operand.isConstant() && !(operand instanceof Expression.Field))
                .findFirst();
    }

    Reading read(Event event, boolean matched) {
        List<Reading.FieldValues> read = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        for (String field : fields) {
            List<Object> values = event.values(field);
            read.add(new Reading.FieldValues(field, Sample.of(values)));
            if (values.isEmpty()) {
                reasons.add(missing(field, matched));
            }
        }
        if (fields.isEmpty()) {
            reasons.add(new Reason(Code.CONSTANT, "the same for every event"));
        }
        computed.ifPresent(expression -> reasons.add(value(expression, event)));
        predicate().ifPresent(predicate -> reasons.addAll(Reasons.of(predicate, event, ignoringCase)));
        return new Reading(read, expected, reasons);
    }

    private Reason missing(String field, boolean matched) {
        boolean asked = predicate().filter(Predicate.Exists.class::isInstance).isPresent();
        String holds = matched && !asked && condition instanceof Condition.Not ? ", and what is negated needs one" : "";
        return new Reason(Code.MISSING, "the event has no [" + field + "]" + holds);
    }

    /** The plain test below at most one negation. */
    private Optional<Predicate> predicate() {
        Condition positive = condition instanceof Condition.Not not ? not.term() : condition;
        return positive instanceof Condition.Leaf leaf ? Optional.of(leaf.predicate()) : Optional.empty();
    }

    private static Reason value(Expression expression, Event event) {
        Object value = Evaluator.value(Lowering.lowerValue(expression), event);
        boolean several = fieldsOf(expression).stream()
                .anyMatch(field -> event.values(field).size() > 1);
        return new Reason(
                Code.COMPUTED,
                "[" + ClauseText.print(expression) + "] is [" + Sample.shortened(value) + "]"
                        + (several ? " for the first values" : ""));
    }

    private static Set<String> fieldsOf(Expression expression) {
        Set<String> fields = new LinkedHashSet<>();
        collect(expression, fields, new ArrayList<>());
        return fields;
    }
}
