package org.esdetect.es.run;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.cache.Cache;
import org.elasticsearch.common.cache.CacheBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.esdetect.condition.Condition;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.es.query.CompiledQuery;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.query.KeyQuery;
import org.esdetect.es.query.QueryCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Queries by what the mappings say. A rule is asked for at every interval while mappings hardly ever change, so what a
 * condition became last time is kept; any change of the cluster's metadata makes it again. The shards keep what they
 * make of it, in their turn. Any thread.
 */
public final class MappedQueries implements QuerySource {
    /** Conditions of some thousand rules; what was not used for longest is forgotten. */
    private static final int MAX_KEPT = 10_000;

    private final IndexMappings mappings;
    private final PreparedQueries prepared;
    private final Cache<Key, Made> kept =
            CacheBuilder.<Key, Made>builder().setMaximumWeight(MAX_KEPT).build();

    /** Conditions are deep, and those of a rule stay the same objects as long as the rule does. */
    private static final class Key {
        private final Condition condition;

        Key(Condition condition) {
            this.condition = condition;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the point of this class
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && condition == key.condition;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(condition);
        }
    }

    private record Made(Metadata metadata, List<String> indices, CompiledQuery query) {
        @SuppressWarnings("ReferenceEquality") // metadata is replaced whenever anything in it changes
        boolean isFor(Metadata other, List<String> otherIndices) {
            return metadata == other && indices.equals(otherIndices);
        }
    }

    public MappedQueries(IndexMappings mappings, PreparedQueries prepared) {
        this.mappings = mappings;
        this.prepared = prepared;
    }

    @Override
    public CompiledQuery compile(Condition condition, Metadata metadata, List<String> indices) {
        Key key = new Key(condition);
        @Nullable Made made = kept.get(key);
        if (made != null && made.isFor(metadata, indices)) {
            return made.query();
        }
        CompiledQuery compiled = QueryCompiler.compile(condition, mappings.of(metadata, indices));
        CompiledQuery query = new CompiledQuery(prepared.prepare(compiled.query()), compiled.exact());
        kept.put(key, new Made(metadata, List.copyOf(indices), query));
        return query;
    }

    @Override
    public Optional<QueryBuilder> ofKeys(
            String field, Collection<Object> values, Metadata metadata, List<String> indices) {
        return KeyQuery.compile(field, values, mappings.of(metadata, indices));
    }
}
