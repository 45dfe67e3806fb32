package org.esdetect.eql.lower;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.sequence.SequencePlan;

/** A plan as text to compare: every part is shown, nothing is left out. */
final class PlanText implements Condition.Visitor<String>, Predicate.Visitor<String> {
    static String of(Plan plan) {
        if (plan instanceof Plan.OfEvent event) {
            return of(event.condition());
        }
        return sequence((Plan.OfSequence) plan);
    }

    static String of(Condition condition) {
        return condition.accept(new PlanText());
    }

    private static String sequence(Plan.OfSequence plan) {
        StringBuilder text = new StringBuilder("maxspan ");
        plan.sequence().maxSpanMillis().ifPresentOrElse(text::append, () -> text.append("none"));
        for (int i = 0; i < plan.conditions().size(); i++) {
            SequencePlan.Step step = plan.sequence().steps().get(i);
            text.append('\n').append(step.missing() ? "missing " : "step ").append(keys(step.keys()));
            text.append(": ").append(of(plan.conditions().get(i)));
        }
        plan.until().ifPresent(until -> text.append("\nuntil ")
                .append(keys(plan.sequence().until().orElseThrow()))
                .append(": ")
                .append(of(until)));
        return text.toString();
    }

    private static String keys(List<SequencePlan.JoinKey> keys) {
        return keys.stream()
                .map(key -> (key.optional() ? "?" : "") + key.field())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String literal(Literal literal) {
        if (literal.value() instanceof String text) {
            return "\"" + text + "\"";
        }
        return literal.value() + (literal.value() instanceof BigInteger ? "n" : "");
    }

    static String literals(List<Literal> literals) {
        return literals.stream().map(PlanText::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    static String texts(List<String> texts) {
        return literals(texts.stream().map(Literal::new).toList());
    }

    private static String tilde(boolean caseSensitive) {
        return caseSensitive ? " " : "~ ";
    }

    @Override
    public String allOf(Condition.AllOf condition) {
        return condition.terms().stream().map(PlanText::of).collect(Collectors.joining(", ", "all(", ")"));
    }

    @Override
    public String anyOf(Condition.AnyOf condition) {
        return condition.terms().stream().map(PlanText::of).collect(Collectors.joining(", ", "any(", ")"));
    }

    @Override
    public String not(Condition.Not condition) {
        return "not(" + of(condition.term()) + ")";
    }

    @Override
    public String leaf(Condition.Leaf condition) {
        return condition.predicate().accept(this);
    }

    @Override
    public String constant(Condition.Constant condition) {
        return condition.value() ? "always" : "never";
    }

    @Override
    public String exists(Predicate.Exists predicate) {
        return predicate.field() + " exists";
    }

    @Override
    public String oneOf(Predicate.OneOf predicate) {
        return predicate.field() + " in" + tilde(predicate.caseSensitive()) + literals(predicate.values());
    }

    @Override
    public String like(Predicate.Like predicate) {
        return predicate.field() + " like" + tilde(predicate.caseSensitive()) + texts(predicate.patterns());
    }

    @Override
    public String regex(Predicate.Regex predicate) {
        return predicate.field() + " regex" + tilde(predicate.caseSensitive()) + texts(predicate.patterns());
    }

    @Override
    public String range(Predicate.Range predicate) {
        return predicate.field() + " " + predicate.order().symbol() + " " + literal(predicate.bound());
    }

    @Override
    public String inNetwork(Predicate.InNetwork predicate) {
        return predicate.field() + " in network " + texts(predicate.blocks());
    }

    @Override
    public String affix(Predicate.Affix predicate) {
        String verb =
                switch (predicate.position()) {
                    case START -> " starts with";
                    case END -> " ends with";
                    case ANYWHERE -> " contains";
                };
        return predicate.field() + verb + tilde(predicate.caseSensitive()) + literal(new Literal(predicate.text()));
    }

    @Override
    public String computed(Predicate.Computed predicate) {
        return "{" + predicate.expression().accept(new ValueText()) + "}";
    }
}
