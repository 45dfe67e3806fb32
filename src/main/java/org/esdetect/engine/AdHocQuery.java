package org.esdetect.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.eql.ast.Pipe;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.event.Event;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Ordinal;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** A query that is run once over a list of events and may therefore have pipes, unlike a rule's. */
public final class AdHocQuery {
    private final Plan plan;
    private final List<Pipe> pipes;
    private final Rule.FieldNames fields;

    private AdHocQuery(Plan plan, List<Pipe> pipes, Rule.FieldNames fields) {
        this.plan = plan;
        this.pipes = pipes;
        this.fields = fields;
    }

    /**
     * What became of a text.
     *
     * @param query empty when a problem is an error
     */
    public record Compiled(Optional<AdHocQuery> query, List<Problem> problems) {
        public Compiled {
            problems = List.copyOf(problems);
        }
    }

    /** Reads and checks {@code source}; {@code fields} stand for category, time and tiebreaker. */
    public static Compiled compile(SourceText source, Rule.FieldNames fields) {
        return compile(source, fields, FieldTypes.ANY);
    }

    /** The same, with the warnings that follow from {@code types}. */
    public static Compiled compile(SourceText source, Rule.FieldNames fields, FieldTypes types) {
        Parsed parsed = EqlParser.parse(source);
        List<Problem> problems = new ArrayList<>(parsed.problems());
        parsed.query().ifPresent(query -> problems.addAll(Checker.check(query, types, Usage.AD_HOC)));
        if (parsed.query().isEmpty()
                || problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
            return new Compiled(Optional.empty(), problems);
        }
        Query query = parsed.query().get();
        Plan plan = Lowering.lower(query, fields.category());
        return new Compiled(Optional.of(new AdHocQuery(plan, query.pipes(), fields)), problems);
    }

    /**
     * The results, as the pipes leave them: positions in {@code events}, one of an event, those of its steps of a
     * sequence. Events come in the order of time and tiebreaker, those without a time last; sequences in that of their
     * last events.
     *
     * @throws BudgetExceededException if a regular expression is too complex
     * @throws org.esdetect.sequence.SequenceLimitExceededException if a sequence needs too much memory
     */
    public List<List<Integer>> run(Iterable<? extends Event> events) {
        List<List<Integer>> results = plan instanceof Plan.OfSequence sequence
                ? sequences(sequence, events)
                : events(((Plan.OfEvent) plan), events);
        for (Pipe pipe : pipes) {
            int kept = Math.min(pipe.count(), results.size());
            results = switch (pipe.kind()) {
                case HEAD -> results.subList(0, kept);
                case TAIL -> results.subList(results.size() - kept, results.size());
            };
        }
        return List.copyOf(results);
    }

    private List<List<Integer>> sequences(Plan.OfSequence sequence, Iterable<? extends Event> events) {
        SequenceCandidates candidates = new SequenceCandidates(sequence, fields);
        int position = 0;
        for (Event event : events) {
            candidates.accept(event, position++);
        }
        return candidates.sequences();
    }

    private List<List<Integer>> events(Plan.OfEvent query, Iterable<? extends Event> events) {
        record Found(Optional<Ordinal> ordinal, int position) {}
        CompiledCondition condition = CompiledCondition.compile(query.condition());
        EventOrder order = new EventOrder(fields);
        List<Found> found = new ArrayList<>();
        int position = 0;
        for (Event event : events) {
            if (condition.matches(event)) {
                found.add(new Found(order.ordinal(event, position), position));
            }
            position++;
        }
        Comparator<Ordinal> timeless = Comparator.nullsLast(Comparator.naturalOrder());
        found.sort(Comparator.comparing((Found one) -> one.ordinal().orElse(null), timeless)
                .thenComparingInt(Found::position));
        return found.stream().map(one -> List.of(one.position())).toList();
    }
}
