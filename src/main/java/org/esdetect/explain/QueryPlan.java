package org.esdetect.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.esdetect.condition.Condition;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.ast.Step;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;

/**
 * What a query asks of its indices, for its author.
 *
 * @param canonical the query in canonical form
 * @param steps those of a sequence as written, the until last; one for a query about one event
 * @param otherFields what orders the events of a sequence
 */
public record QueryPlan(
        boolean sequence,
        String canonical,
        OptionalLong maxSpanMillis,
        List<StepPlan> steps,
        List<String> otherFields) {
    public QueryPlan {
        steps = List.copyOf(steps);
        otherFields = List.copyOf(otherFields);
    }

    /**
     * One event filter.
     *
     * @param runs how many steps it stands for
     * @param fields those that its condition reads, the category's first
     * @param condition what an event must satisfy
     */
    public record StepPlan(
            String query,
            boolean missing,
            boolean until,
            long runs,
            List<String> joinKeys,
            List<String> fields,
            Condition condition) {
        public StepPlan {
            joinKeys = List.copyOf(joinKeys);
            fields = List.copyOf(fields);
        }
    }

    /** The plan of {@code query}, which the checks found no error in. */
    public static QueryPlan of(Query query, Rule.FieldNames fields) {
        Plan plan = Lowering.lower(query, fields.category());
        return query.accept(new Query.Visitor<>() {
            @Override
            public QueryPlan event(Query.EventQuery event) {
                Condition condition = ((Plan.OfEvent) plan).condition();
                StepPlan step = step(event.filter(), List.of(), condition, fields);
                return new QueryPlan(false, EqlPrinter.print(query), OptionalLong.empty(), List.of(step), List.of());
            }

            @Override
            public QueryPlan sequence(Query.SequenceQuery sequence) {
                return ofSequence(sequence, (Plan.OfSequence) plan, fields);
            }
        });
    }

    private static QueryPlan ofSequence(Query.SequenceQuery query, Plan.OfSequence plan, Rule.FieldNames fields) {
        List<StepPlan> steps = new ArrayList<>();
        int index = 0;
        for (Step step : query.steps()) {
            StepPlan planned =
                    step(step.filter(), keys(query, step), plan.conditions().get(index), fields);
            steps.add(new StepPlan(
                    planned.query(),
                    step.missing(),
                    false,
                    step.repetitions(),
                    planned.joinKeys(),
                    planned.fields(),
                    planned.condition()));
            index += (int) step.repetitions();
        }
        query.until().ifPresent(until -> {
            StepPlan planned =
                    step(until.filter(), keys(query, until), plan.until().orElseThrow(), fields);
            steps.add(new StepPlan(
                    planned.query(), false, true, 1, planned.joinKeys(), planned.fields(), planned.condition()));
        });
        String tiebreaker = fields.tiebreaker().orElse(Rule.FieldNames.DEFAULT_TIEBREAKER);
        return new QueryPlan(
                true,
                EqlPrinter.print(query),
                plan.sequence().maxSpanMillis(),
                steps,
                List.of(fields.timestamp(), tiebreaker));
    }

    private static List<Expression.Field> keys(Query.SequenceQuery query, Step step) {
        List<Expression.Field> keys = new ArrayList<>(query.keys());
        keys.addAll(step.keys());
        return keys;
    }

    private static StepPlan step(
            EventFilter filter, List<Expression.Field> keys, Condition condition, Rule.FieldNames fields) {
        Set<String> read = new LinkedHashSet<>();
        String category = filter.category().name().orElse("any");
        if (filter.category().name().isPresent()) {
            read.add(fields.category());
        }
        collect(filter.condition(), read);
        String query = category + " where " + EqlPrinter.print(filter.condition());
        List<String> joinKeys = keys.stream().map(Expression.Field::path).toList();
        return new StepPlan(query, false, false, 1, joinKeys, List.copyOf(read), condition);
    }

    private static void collect(Expression expression, Collection<String> fields) {
        if (expression instanceof Expression.Field field) {
            fields.add(field.path());
        }
        expression.operands().forEach(operand -> collect(operand, fields));
    }

    /** Every field that is read, in the order of the query. */
    public List<String> fields() {
        Set<String> all = new LinkedHashSet<>();
        for (StepPlan step : steps) {
            all.addAll(step.joinKeys());
            all.addAll(step.fields());
        }
        all.addAll(otherFields);
        return List.copyOf(all);
    }

    /**
     * The plan as plain maps: {@code kind}, {@code query}, {@code fields}, {@code max_span_millis}, {@code steps}.
     *
     * @param exact for each step whether a search finds its events and no others; empty where there is nothing to
     *     search
     */
    public Map<String, Object> toMap(List<Boolean> exact) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", sequence ? "sequence" : "event");
        map.put("query", canonical);
        map.put("fields", fields());
        maxSpanMillis.ifPresent(millis -> map.put("max_span_millis", millis));
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Map<String, Object> step = toMap(steps.get(i));
            if (!exact.isEmpty()) {
                step.put("index_query", exact.get(i) ? "exact" : "superset");
            }
            list.add(step);
        }
        map.put("steps", list);
        return map;
    }

    private Map<String, Object> toMap(StepPlan step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("query", step.query());
        if (sequence) {
            map.put("join_keys", step.joinKeys());
            map.put("missing", step.missing());
            map.put("until", step.until());
            map.put("runs", step.runs());
        }
        map.put("fields", step.fields());
        return map;
    }
}
