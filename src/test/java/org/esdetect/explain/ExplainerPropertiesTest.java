package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.esdetect.condition.Evaluator;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomEvents;
import org.esdetect.testing.RandomQueries;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

class ExplainerPropertiesTest {
    /** Explaining judges as the rule does, and no clause contradicts its parts. */
    @Property(tries = 3000)
    void explain_anyQueryAndEvent_agreesWithTheRule_andWithItself(@ForAll long seed) {
        Random random = new Random(seed);
        SourceText query = new SourceText("query", new RandomQueries(random).next(4));
        Parsed parsed = EqlParser.parse(query);
        boolean usable =
                parsed.problems().isEmpty() && !hasErrors(parsed.query().orElseThrow());
        Statistics.label("accepted by the checks").collect(usable).coverage(coverage -> coverage.check(true)
                .percentage(share -> share > 20));
        if (!usable) {
            return;
        }
        Plan.OfEvent plan = (Plan.OfEvent) Lowering.lower(parsed.query().orElseThrow(), "event.category");
        EventExplainer explainer = (EventExplainer) Explainer.of(query, Explained.FIELDS);
        RandomEvents events = new RandomEvents(random);
        for (int i = 0; i < 10; i++) {
            MapEvent event = new MapEvent(events.next());
            Clause explained = explainer.explain(event);
            assertThat(explained.matched()).as(query.text()).isEqualTo(Evaluator.matches(plan.condition(), event));
            checkConsistent(explained, query.text());
            assertThat(ExplanationText.of(explained)).contains(explained.matched() ? "✓ match" : "✗ no match");
            assertThat(ExplanationMap.of(explained)).containsEntry("matched", explained.matched());
        }
    }

    private static boolean hasErrors(Query query) {
        return Checker.check(query, FieldTypes.ANY, Usage.RULE).stream()
                .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    private static void checkConsistent(Clause clause, String query) {
        List<Clause> parts = clause.parts();
        boolean expected =
                switch (clause.kind()) {
                    case EVENT, AND -> parts.stream().allMatch(Clause::matched);
                    case OR -> parts.stream().anyMatch(Clause::matched);
                    case NOT -> !parts.get(0).matched();
                    case CATEGORY, TEST -> clause.matched();
                };
        assertThat(clause.matched()).as("[%s] in [%s]", clause.text(), query).isEqualTo(expected);
        assertThat(clause.reading().isPresent()).isEqualTo(parts.isEmpty());
        assertThat(clause.deciding()).as(query).isNotEmpty();
        parts.forEach(part -> checkConsistent(part, query));
    }
}
