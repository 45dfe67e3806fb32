package org.esdetect.es.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexVersion;
import org.junit.jupiter.api.Test;

class IndexMappingsTest {
    private static final String KEYWORD = "{\"_doc\": {\"properties\": {\"f\": {\"type\": \"keyword\"}}}}";
    private static final String LONG = "{\"_doc\": {\"properties\": {\"f\": {\"type\": \"long\"}}}}";

    @Test
    void of_indicesOfOneMapping_areOneGroupAndTheLargestComesFirst() {
        Metadata metadata = Metadata.builder()
                .put(index("a", LONG, Settings.EMPTY), false)
                .put(index("b1", KEYWORD, Settings.EMPTY), false)
                .put(index("b2", KEYWORD, Settings.EMPTY), false)
                .build();

        List<IndexGroup> groups = new IndexMappings()
                .of(metadata, List.of("a", "b1", "b2", "gone"))
                .groups(Set.of("f"));

        assertThat(groups).extracting(IndexGroup::indices).containsExactly(List.of("b1", "b2"), List.of("a"));
        assertThat(groups)
                .extracting(group -> group.field("f").kind())
                .containsExactly(FieldKind.KEYWORD, FieldKind.LONG);
    }

    @Test
    void of_settingThatLosesValues_isAMappingOfItsOwn() {
        Settings limited =
                Settings.builder().put("index.mapping.ignore_above", 100).build();
        Metadata metadata = Metadata.builder()
                .put(index("a", KEYWORD, Settings.EMPTY), false)
                .put(index("b", KEYWORD, limited), false)
                .build();

        List<IndexGroup> groups =
                new IndexMappings().of(metadata, List.of("a", "b")).groups(Set.of("f"));

        assertThat(groups).extracting(group -> group.field("f").mayIgnore()).containsExactly(false, true);
    }

    @Test
    void of_indexWithoutMapping_mapsWhatComes() {
        Metadata metadata = Metadata.builder()
                .put(IndexMetadata.builder("a").settings(settings(Settings.EMPTY)))
                .build();

        List<IndexGroup> groups = new IndexMappings().of(metadata, List.of("a")).groups(Set.of("f"));

        assertThat(groups).extracting(group -> group.field("f").kind()).containsExactly(FieldKind.VALUED);
    }

    private static IndexMetadata index(String name, String mapping, Settings settings) {
        return IndexMetadata.builder(name)
                .settings(settings(settings))
                .putMapping(mapping)
                .build();
    }

    private static Settings settings(Settings more) {
        return Settings.builder()
                .put(IndexMetadata.SETTING_VERSION_CREATED, IndexVersion.current())
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_NUMBER_OF_REPLICAS, 0)
                .put(more)
                .build();
    }
}
