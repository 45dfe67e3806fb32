package org.esdetect.eql.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esdetect.eql.ast.Expression;
import org.esdetect.function.Function;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Spelling;

/** A function exists, has the {@code ~} variant that is asked for, and gets the right number of arguments. */
final class KnownFunctions implements NodeCheck {
    private static final List<String> NAMES =
            Arrays.stream(Function.values()).map(Function::eqlName).toList();

    /** Functions of EQL's first engine, in lower case, and what is written today. */
    private static final Map<String, String> OLD_FUNCTIONS = Map.of(
            "wildcard", "write [field : (\"a*\", \"b*\")]",
            "match", "write [field regex~ \"pattern\"]",
            "matchlite", "write [field regex~ \"pattern\"]",
            "arraycontains", "a comparison looks at every value of an array: write [field in (...)]",
            "arraysearch", "a comparison looks at every value of an array",
            "arraycount", "the values of an array cannot be counted",
            "safe", "a missing field is no error, leave it out");

    @Override
    public void check(Expression expression, Problems problems) {
        if (!(expression instanceof Expression.Call call)) {
            return;
        }
        Optional<Function> function = Function.named(call.name());
        if (function.isEmpty()) {
            problems.error(Problem.Code.UNKNOWN_FUNCTION, call.nameSpan(), unknown(call.name()));
            return;
        }
        if (call.insensitive() && !function.get().hasCaseVariant()) {
            problems.error(
                    Problem.Code.UNKNOWN_FUNCTION,
                    call.nameSpan(),
                    "function [" + function.get().eqlName() + "] has no [~] variant");
        }
        checkCount(call, function.get(), problems);
    }

    private static String unknown(String name) {
        String old = OLD_FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
        String advice = old == null ? Spelling.suggestion(name, NAMES) : "; " + old;
        return "unknown function [" + Excerpt.of(name) + "]" + advice;
    }

    private static void checkCount(Expression.Call call, Function function, Problems problems) {
        int count = call.operands().size();
        if (count < function.minArguments() || count > function.maxArguments()) {
            problems.error(
                    Problem.Code.BAD_ARGUMENT,
                    call.span(),
                    "function [" + function.eqlName() + "] takes " + range(function) + ", found [" + count + "]");
        }
    }

    private static String range(Function function) {
        int least = function.minArguments();
        int most = function.maxArguments();
        if (most == Integer.MAX_VALUE) {
            return "[" + least + "] or more arguments";
        }
        return least == most
                ? "[" + least + "] argument" + (least == 1 ? "" : "s")
                : "[" + least + "] or [" + most + "] arguments";
    }
}
