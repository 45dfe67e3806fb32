package org.esdetect.es.task;

import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.index.query.QueryBuilder;
import org.esdetect.condition.Condition;

/**
 * Makes a query that finds at least every event that satisfies a condition: it may find more, never fewer.
 *
 * <p>Wired as {@code (condition, caps) -> QueryCompiler.compile(condition, MappingFieldTypes.of(caps)).query()}.
 */
@FunctionalInterface
public interface QuerySource {
    QueryBuilder superset(Condition condition, FieldCapabilitiesResponse capabilities);
}
