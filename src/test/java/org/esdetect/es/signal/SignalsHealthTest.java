package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.block.ClusterBlocks;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexVersion;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.junit.jupiter.api.Test;

class SignalsHealthTest {
    private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

    private static List<String> unavailable(String... indices) {
        Metadata.Builder metadata = Metadata.builder();
        ClusterBlocks.Builder blocks = ClusterBlocks.builder();
        for (String name : indices) {
            IndexMetadata index = IndexMetadata.builder(name)
                    .settings(Settings.builder()
                            .put(IndexMetadata.SETTING_VERSION_CREATED, IndexVersion.current())
                            .put(IndexMetadata.SETTING_INDEX_UUID, name)
                            .put(IndexMetadata.SETTING_READ_ONLY, true))
                    .numberOfShards(1)
                    .numberOfReplicas(0)
                    .build();
            metadata.put(index, false);
            blocks.addBlocks(index);
        }
        ClusterState state = ClusterState.builder(ClusterName.DEFAULT)
                .metadata(metadata)
                .blocks(blocks)
                .build();
        return new SignalsHealth()
                .findings(state, NOW).stream()
                        .filter(finding -> finding.symptom() == Symptom.SIGNALS_UNAVAILABLE)
                        .map(Finding::subject)
                        .toList();
    }

    @Test
    void lockedIndex_thatAlertsMayStillGoTo_isUnavailable() {
        assertThat(unavailable("signals-detect-2026.11", "signals-detect-2026.10", "signals-detect-2026.12"))
                .containsExactly("signals-detect-2026.10", "signals-detect-2026.11", "signals-detect-2026.12");
    }

    @Test
    void lockedIndex_ofAMonthThatIsOver_isNoNews() {
        assertThat(unavailable("signals-detect-2026.09", "signals-detect-2025.12", "other"))
                .isEmpty();
    }
}
