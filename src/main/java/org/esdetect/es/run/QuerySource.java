package org.esdetect.es.run;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.query.QueryBuilder;
import org.esdetect.condition.Condition;
import org.esdetect.es.query.CompiledQuery;

/**
 * Makes queries that find at least every event that is meant: they may find more, never fewer. {@link MappedQueries} is
 * the one that reads mappings.
 */
@FunctionalInterface
public interface QuerySource {
    /**
     * A query for the events that satisfy a condition.
     *
     * @param metadata of a state taken after the arrivals to be judged were known
     * @param indices concrete names of all that is searched
     */
    CompiledQuery compile(Condition condition, Metadata metadata, List<String> indices);

    /**
     * A query for the events that have one of some join keys.
     *
     * @param values in canonical form
     * @return empty when nothing can be said, so that all events must be read
     */
    default Optional<QueryBuilder> ofKeys(
            String field, Collection<Object> values, Metadata metadata, List<String> indices) {
        return Optional.empty();
    }
}
