package org.esdetect.explain;

import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.SequenceCandidates;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.rule.Rule;
import org.esdetect.text.SourceText;

/** Says why one query does or does not match. Made once, asked about many events. */
public sealed interface Explainer permits EventExplainer, SequenceExplainer {

    /**
     * The explainer of {@code source}.
     *
     * @param source a query that the checks found no error in; pipes are left out
     * @param fields what stands for category, time and tiebreaker
     * @throws IllegalArgumentException if the checks would have found an error
     */
    static Explainer of(SourceText source, Rule.FieldNames fields) {
        Parsed parsed = EqlParser.parse(source);
        Optional<Query> read = parsed.query().filter(query -> parsed.problems().isEmpty());
        Query query = read.orElseThrow(
                () -> new IllegalArgumentException("cannot explain what has errors: " + parsed.problems()));
        Plan plan = Lowering.lower(query, fields.category());
        if (plan instanceof Plan.OfSequence sequence) {
            return new SequenceExplainer(
                    source,
                    (Query.SequenceQuery) query,
                    sequence,
                    fields,
                    () -> new SequenceCandidates(sequence, fields));
        }
        return new EventExplainer(Outline.of(
                source, ((Query.EventQuery) query).filter(), ((Plan.OfEvent) plan).condition(), fields.category()));
    }

    /**
     * The explainer of a rule: sequences are found as the rule finds them, with its filters and exceptions; clauses are
     * those of its query.
     *
     * @param rule one that can be run
     * @param nowMillis for events that do not tell when they arrived
     */
    static Explainer of(CompiledRule rule, long nowMillis) {
        SourceText source = new SourceText("query", rule.rule().query());
        Explainer plain = of(source, rule.rule().fields());
        return plain instanceof SequenceExplainer sequence
                ? sequence.finding(() -> new SequenceCandidates(
                        (Plan.OfSequence) rule.plan().orElseThrow(),
                        rule.rule().fields(),
                        rule.exceptions(),
                        nowMillis))
                : plain;
    }
}
