package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/** A leaf over an expression: its values are looked up once an event, its constants were prepared before. */
final class CompiledExpression implements CompiledCondition.Node {
    private final List<String> mentions;
    private final ExpressionCompiler.Node root;

    private CompiledExpression(List<String> mentions, ExpressionCompiler.Node root) {
        this.mentions = mentions;
        this.root = root;
    }

    static CompiledExpression compile(Expression expression) {
        List<String> mentions = new ArrayList<>();
        ExpressionCompiler.Node root = expression.accept(new ExpressionCompiler(mentions));
        return new CompiledExpression(List.copyOf(mentions), root);
    }

    @Override
    public boolean matches(Event event, @Nullable Budget callersBudget) {
        if (callersBudget != null) {
            return anyCombination(event, callersBudget);
        }
        try {
            return anyCombination(event, new Budget("combinations of values", Evaluator.MAX_COMBINATIONS));
        } catch (BudgetExceededException exceeded) {
            return false;
        }
    }

    private boolean anyCombination(Event event, Budget budget) {
        Combinations combinations = Combinations.of(mentions, event);
        do {
            budget.spend(1);
            if (Boolean.TRUE.equals(Logic.truth(root.value(combinations.current())))) {
                return true;
            }
        } while (combinations.advance());
        return false;
    }
}
