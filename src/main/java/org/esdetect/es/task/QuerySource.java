package org.esdetect.es.task;

import java.util.List;
import org.elasticsearch.cluster.metadata.Metadata;
import org.esdetect.condition.Condition;
import org.esdetect.es.query.CompiledQuery;

/**
 * Makes a query that finds at least every event that satisfies a condition: it may find more, never fewer.
 *
 * <p>Wired as {@code (condition, metadata, indices) -> QueryCompiler.compile(condition, mappings.of(metadata,
 * indices))} with one {@code IndexMappings} for all runs.
 */
@FunctionalInterface
public interface QuerySource {
    /**
     * The query.
     *
     * @param metadata of a state taken after the arrivals to be judged were known
     * @param indices concrete names of all that is searched
     */
    CompiledQuery compile(Condition condition, Metadata metadata, List<String> indices);
}
