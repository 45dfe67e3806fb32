package org.esdetect.condition;

import java.util.List;
import org.esdetect.condition.CompiledCondition.Node;
import org.esdetect.event.Address;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Event;
import org.esdetect.event.NetworkBlock;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/** Condition to nodes: whatever does not depend on the event is done here, once. */
final class ConditionCompiler implements Condition.Visitor<Node>, Predicate.Visitor<Node> {

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
        return condition.predicate().accept(this);
    }

    @Override
    public Node constant(Condition.Constant condition) {
        boolean value = condition.value();
        return (event, budget) -> value;
    }

    @Override
    public Node exists(Predicate.Exists predicate) {
        String field = predicate.field();
        return (event, budget) -> !event.values(field).isEmpty();
    }

    @Override
    public Node oneOf(Predicate.OneOf predicate) {
        return anyValue(predicate.field(), LiteralSet.of(predicate.values(), predicate.caseSensitive()));
    }

    @Override
    public Node like(Predicate.Like predicate) {
        return anyValue(predicate.field(), PatternSet.of(predicate.patterns(), predicate.caseSensitive()));
    }

    @Override
    public Node regex(Predicate.Regex predicate) {
        RegexMatcher matcher = RegexMatcher.compile(predicate.patterns(), predicate.caseSensitive());
        return anyValue(predicate.field(), value -> matcher.matches(Values.text(value)));
    }

    @Override
    public Node range(Predicate.Range predicate) {
        Order order = predicate.order();
        Object bound = predicate.bound().value();
        return anyValue(predicate.field(), value -> {
            Integer comparison = Values.compare(value, bound);
            return comparison != null && order.holds(comparison);
        });
    }

    @Override
    public Node inNetwork(Predicate.InNetwork predicate) {
        List<NetworkBlock> blocks =
                predicate.blocks().stream().map(NetworkBlock::parse).toList();
        return anyValue(predicate.field(), value -> {
            Address address = Values.address(value);
            return address != null && anyContains(blocks, address);
        });
    }

    @Override
    public Node affix(Predicate.Affix predicate) {
        boolean caseSensitive = predicate.caseSensitive();
        String wanted = caseSensitive ? predicate.text() : AsciiCase.fold(predicate.text());
        return anyValue(
                predicate.field(),
                switch (predicate.position()) {
                    case START -> value -> searchable(value, caseSensitive).startsWith(wanted);
                    case END -> value -> searchable(value, caseSensitive).endsWith(wanted);
                    case ANYWHERE ->
                        wanted.isEmpty()
                                ? value -> false
                                : value -> searchable(value, caseSensitive).contains(wanted);
                });
    }

    @Override
    public Node computed(Predicate.Computed predicate) {
        return CompiledExpression.compile(predicate.expression());
    }

    private Node[] compile(List<Condition> terms) {
        return terms.stream().map(term -> term.accept(this)).toArray(Node[]::new);
    }

    private static Node anyValue(String field, ValueTest test) {
        return (Event event, @Nullable Budget budget) -> {
            List<Object> values = event.values(field);
            for (int i = 0; i < values.size(); i++) {
                if (test.passes(values.get(i))) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean anyContains(List<NetworkBlock> blocks, Address address) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static String searchable(Object value, boolean caseSensitive) {
        String text = Values.text(value);
        return caseSensitive ? text : AsciiCase.fold(text);
    }
}
