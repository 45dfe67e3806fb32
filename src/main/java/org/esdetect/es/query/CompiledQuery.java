package org.esdetect.es.query;

import org.elasticsearch.index.query.QueryBuilder;

/**
 * A query that narrows what a condition must be asked of.
 *
 * @param query finds every event that satisfies the condition
 * @param exact whether it finds nothing else, so that counting needs no second look
 */
public record CompiledQuery(QueryBuilder query, boolean exact) {}
