package org.esdetect.condition;

import java.util.List;
import org.esdetect.condition.CompiledCondition.Node;

/** Condition to nodes: whatever does not depend on the event is done here, once. */
final class ConditionCompiler implements Condition.Visitor<Node> {

    @Override
    public Node allOf(Condition.AllOf condition) {
        Node[] terms = compile(condition.terms());
        return (event, budget) -> {
            for (Node term : terms) {
                if (!term.matches(event, budget)) {
                    return false;
                }
            }
            return true;
        };
    }

    @Override
    public Node anyOf(Condition.AnyOf condition) {
        Node[] terms = compile(condition.terms());
        return (event, budget) -> {
            for (Node term : terms) {
                if (term.matches(event, budget)) {
                    return true;
                }
            }
            return false;
        };
    }

    @Override
    public Node not(Condition.Not condition) {
        Node term = condition.term().accept(this);
        return (event, budget) -> !term.matches(event, budget);
    }

    @Override
    public Node leaf(Condition.Leaf condition) {
        CompiledPredicate leaf = CompiledPredicate.compile(condition.predicate());
        return leaf::matches;
    }

    @Override
    public Node constant(Condition.Constant condition) {
        boolean value = condition.value();
        return (event, budget) -> value;
    }

    private Node[] compile(List<Condition> terms) {
        return terms.stream().map(term -> term.accept(this)).toArray(Node[]::new);
    }
}
