package org.esdetect.eql.lower;

import org.esdetect.eql.ast.Expression;
import org.esdetect.function.Function;

/** What both translations know of calls. */
final class Calls {
    private Calls() {}

    /** @throws IllegalArgumentException if there is no such function, which the checks find */
    static Function function(Expression.Call call) {
        return Function.named(call.name())
                .orElseThrow(() -> new IllegalArgumentException("unknown function [" + call.name() + "]"));
    }
}
