package org.esdetect.eql.check;

import org.esdetect.eql.ast.Pipe;
import org.esdetect.eql.ast.Query;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** A rule has no pipes: it judges each event as it comes, so that there are no first or last results. */
record RulePipes(Usage usage) implements QueryCheck {
    @Override
    public void check(Query query, Problems problems) {
        if (usage == Usage.AD_HOC) {
            return;
        }
        for (Pipe pipe : query.pipes()) {
            problems.error(
                    Problem.Code.UNSUPPORTED,
                    pipe.span(),
                    "a rule has no pipes: it reports every match as it comes, so there are no first or last results;"
                            + " leave out [| " + pipe.kind().eqlName() + " " + pipe.count()
                            + "] and bound alerts with [max_signals]");
        }
    }
}
