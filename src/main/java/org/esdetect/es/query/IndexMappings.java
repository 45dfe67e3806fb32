package org.esdetect.es.query;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.MappingMetadata;
import org.elasticsearch.cluster.metadata.Metadata;

/**
 * The mappings of a cluster state, each read once: the indices of a data stream mostly share one. Any thread may use
 * it.
 *
 * <p>Unlike field capabilities it costs no request and knows runtime fields, normalizers, limits and copies, so that
 * queries can exclude as well. It knows only local indices.
 */
public final class IndexMappings {
    /** Mappings change rarely and are few; beyond this the old ones are forgotten. */
    private static final int MAX_KEPT = 1_000;

    private final Map<Key, IndexMapping> kept = new ConcurrentHashMap<>();

    /** What an {@link IndexMapping} is made of. */
    private record Key(String mappingHash, List<String> settings) {}

    /**
     * How {@code indices} hold fields.
     *
     * @param metadata of the state that the search will meet, or a later one
     * @param indices concrete names; one that is gone is left out
     */
    public FieldTypes of(Metadata metadata, Iterable<String> indices) {
        return FieldTypes.of(byIndex(metadata, indices));
    }

    /**
     * What the mappings of {@code indices} tell the checks of a rule.
     *
     * @return empty when none of them exists, so that nothing can be said
     */
    public Optional<org.esdetect.eql.check.FieldTypes> forAuthor(Metadata metadata, Iterable<String> indices) {
        Set<IndexMapping> mappings =
                new LinkedHashSet<>(byIndex(metadata, indices).values());
        return mappings.isEmpty() ? Optional.empty() : Optional.of(new MappedRuleFields(List.copyOf(mappings)));
    }

    private Map<String, IndexMapping> byIndex(Metadata metadata, Iterable<String> indices) {
        Map<String, IndexMapping> byIndex = new LinkedHashMap<>();
        for (String name : indices) {
            IndexMetadata index = metadata.index(name);
            if (index != null) {
                byIndex.put(name, mapping(index));
            }
        }
        return byIndex;
    }

    private IndexMapping mapping(IndexMetadata index) {
        MappingMetadata mapping = index.mapping();
        Key key = new Key(
                mapping == null ? "" : mapping.getSha256(),
                MappedField.SETTINGS.stream()
                        .map(setting -> index.getSettings().get(setting, ""))
                        .toList());
        IndexMapping known = kept.get(key);
        if (known != null) {
            return known;
        }
        if (kept.size() >= MAX_KEPT) {
            kept.clear();
        }
        IndexMapping read = IndexMapping.of(mapping == null ? Map.of() : mapping.sourceAsMap(), index.getSettings());
        IndexMapping raced = kept.putIfAbsent(key, read);
        return raced == null ? read : raced;
    }
}
