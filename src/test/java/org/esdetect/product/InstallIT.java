package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.esdetect.testing.RealNode;
import org.junit.jupiter.api.Test;

class InstallIT {
    @Test
    void node_withTheInstalledZip_startsGreenAndListsThePlugin() throws IOException {
        try (RealNode node = RealNode.install("install", Map.of())) {
            node.start().awaitStatus("green");
            assertThat(node.http()
                            .get("/_cat/plugins?h=component,version")
                            .expect(200)
                            .body())
                    .contains("detect");
        }
    }
}
