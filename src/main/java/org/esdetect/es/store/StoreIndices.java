package org.esdetect.es.store;

import java.util.List;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.indices.SystemIndexDescriptor;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.es.DetectNames;

/** The system indices: created with their first document, out of reach over REST, part of snapshots. */
public final class StoreIndices {
    /** Everything that is ours is read and written under this origin; rules never search under it. */
    static final String ORIGIN = PersistentTasksService.PERSISTENT_TASK_ORIGIN;

    private static final String META =
            "\"_meta\": {\"version\": \"8.19.21\", \"managed_index_mappings_version\": 1}, \"dynamic\": false";

    private static final String RULE_MAPPINGS =
            """
            {"_doc": {%s, "properties": {
                "kind": {"type": "keyword"},
                "rule_id": {"type": "keyword", "ignore_above": 1024},
                "name": {"type": "keyword", "ignore_above": 1024},
                "enabled": {"type": "boolean"},
                "type": {"type": "keyword"},
                "tags": {"type": "keyword", "ignore_above": 1024},
                "severity": {"type": "keyword"},
                "tactics": {"type": "keyword", "ignore_above": 1024},
                "text": {"type": "text", "norms": false},
                "updated_at": {"type": "date"},
                "file": {"type": "keyword", "ignore_above": 1024},
                "rule": {"type": "keyword", "index": false, "doc_values": false},
                "authentication": {"type": "keyword", "index": false, "doc_values": false}}}}"""
                    .replace("%s", META);

    private static final String STATE_MAPPINGS = "{\"_doc\": {" + META + "}}";

    private StoreIndices() {}

    public static List<SystemIndexDescriptor> descriptors() {
        return List.of(
                descriptor(DetectNames.RULES_INDEX, "Detection rules", RULE_MAPPINGS),
                descriptor(DetectNames.STATE_INDEX, "Cursors and other state of scheduled rules", STATE_MAPPINGS));
    }

    /** One shard: a store's generation and the rules it stands for must be seen or missed together. */
    private static SystemIndexDescriptor descriptor(String alias, String description, String mappings) {
        return SystemIndexDescriptor.builder()
                .setIndexPattern(alias + "*")
                .setPrimaryIndex(alias + "-1")
                .setAliasName(alias)
                .setDescription(description)
                .setMappings(mappings)
                .setSettings(Settings.builder()
                        .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                        .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                        .build())
                .setOrigin(ORIGIN)
                .setVersionMetaKey("version")
                .setNetNew()
                .build();
    }
}
