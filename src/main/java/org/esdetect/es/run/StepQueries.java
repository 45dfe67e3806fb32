package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.engine.Steps;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.jspecify.annotations.Nullable;

/** The queries of a sequence's conditions, with and without the join keys that are known. */
final class StepQueries {
    private final Run run;
    private final Steps steps;
    private final List<QueryBuilder> conditions;

    StepQueries(Run run, Steps steps) {
        this.run = run;
        this.steps = steps;
        this.conditions = run.queries(steps.conditions());
    }

    QueryBuilder of(int condition) {
        return conditions.get(condition);
    }

    QueryBuilder anyOf(BitSet wanted) {
        return anyOf(wanted, null);
    }

    /** Events that satisfy one of {@code wanted} and may have one of {@code keys}; any key when null. */
    QueryBuilder anyOf(BitSet wanted, @Nullable JoinedKeys keys) {
        if (wanted.cardinality() == 1) {
            return of(wanted.nextSetBit(0), keys);
        }
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        wanted.stream().forEach(condition -> any.should(of(condition, keys)));
        return any;
    }

    QueryBuilder of(int condition, @Nullable JoinedKeys keys) {
        if (keys == null) {
            return of(condition);
        }
        List<QueryBuilder> alternatives = new ArrayList<>();
        for (List<JoinKey> fields : steps.keysOf(condition)) {
            List<QueryBuilder> values = values(fields, keys);
            if (values.isEmpty()) {
                return of(condition);
            }
            BoolQueryBuilder all = QueryBuilders.boolQuery();
            values.forEach(all::filter);
            alternatives.add(all);
        }
        BoolQueryBuilder keyed = QueryBuilders.boolQuery().filter(of(condition));
        if (alternatives.size() == 1) {
            return keyed.filter(alternatives.get(0));
        }
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        alternatives.forEach(any::should);
        return keyed.filter(any);
    }

    /** Each position for itself: too much where keys have several, and never too little. */
    private List<QueryBuilder> values(List<JoinKey> fields, JoinedKeys keys) {
        List<QueryBuilder> queries = new ArrayList<>();
        for (int position = 0; position < fields.size(); position++) {
            String field = fields.get(position).field();
            Optional<QueryBuilder> query = keys.values(position).flatMap(values -> run.tools()
                    .queries()
                    .ofKeys(
                            field,
                            values,
                            run.state().metadata(),
                            List.of(run.request().scope().indicesToJoin())));
            query.ifPresent(queries::add);
        }
        return queries;
    }
}
