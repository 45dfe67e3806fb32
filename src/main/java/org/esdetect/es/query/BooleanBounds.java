package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Predicate;
import org.esdetect.event.MapEvent;

/**
 * A leaf on a boolean field. A source has few ways to say what the index holds as true or false, so each is simply
 * judged: what some of them pass may match, what all of them pass must.
 */
final class BooleanBounds {
    private static final List<Object> TRUE = List.of(true, "true");
    private static final List<Object> FALSE = List.of(false, "false", "");

    private BooleanBounds() {}

    static Bounds of(Predicate predicate, String ruleField, String path) {
        CompiledCondition leaf = CompiledCondition.compile(new Condition.Leaf(predicate));
        List<QueryBuilder> upper = new ArrayList<>();
        List<QueryBuilder> lower = new ArrayList<>();
        for (List<Object> spellings : List.of(TRUE, FALSE)) {
            QueryBuilder query = QueryBuilders.termQuery(path, spellings.get(0));
            long passing = spellings.stream()
                    .filter(spelling -> leaf.matches(new MapEvent(Map.of(ruleField, spelling))))
                    .count();
            if (passing > 0) {
                upper.add(query);
            }
            if (passing == spellings.size()) {
                lower.add(query);
            }
        }
        if (leaf.matches(new MapEvent(Map.of(ruleField, "")))) {
            // A field of the mapping takes it for false, a runtime field for no value at all.
            upper.add(QueryBuilders.matchAllQuery());
        }
        return new Bounds(Clauses.any(upper), Clauses.any(lower));
    }
}
