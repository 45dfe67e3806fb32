package org.esdetect.explain;

import org.esdetect.eql.ast.Expression;
import org.esdetect.function.Function;

/** What to write instead of a test. */
final class Advice {
    private Advice() {}

    /**
     * The operator or function that does as that of {@code clause} does, but ignores case; empty when it does already.
     */
    static String ignoringCase(Expression clause) {
        if (clause instanceof Expression.Comparison comparison) {
            return comparison.operator().isEquality() ? ":" : "";
        }
        if (clause instanceof Expression.Membership membership) {
            return membership.insensitive() ? "" : "in~";
        }
        if (clause instanceof Expression.Match match) {
            return match.operator().caseSensitive() ? match.operator().symbol() + "~" : "";
        }
        return clause instanceof Expression.Call call && !call.insensitive() ? withTilde(call.name()) : "";
    }

    private static String withTilde(String function) {
        return Function.named(function).filter(Function::hasCaseVariant).isPresent() ? function + "~" : "";
    }
}
