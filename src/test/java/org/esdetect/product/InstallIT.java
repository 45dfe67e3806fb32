package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esdetect.testing.RealNode;
import org.junit.jupiter.api.Test;

class InstallIT {
    /** It asks for a regular expression, which needs the server's Lucene. */
    private static final Path RULE_WITH_REGEX = Path.of("src/test/resources/cli/rules/dropped.toml");

    @Test
    void node_withTheInstalledZip_startsGreenAndListsThePlugin() throws IOException {
        try (RealNode node = RealNode.install("install", Map.of())) {
            assertCommandLine_worksWithoutTheServer(node);
            node.start().awaitStatus("green");
            assertThat(node.http()
                            .get("/_cat/plugins?h=component,version")
                            .expect(200)
                            .body())
                    .contains("detect");
        }
    }

    private static void assertCommandLine_worksWithoutTheServer(RealNode node) throws IOException {
        Path rules = node.home().resolve("plugins/detect/rules");
        assertThat(node.tool("detect/detect", "lint", rules.toString()))
                .contains("5 ok, 0 with problems, 0 unsupported");
        Path regex = Files.copy(RULE_WITH_REGEX, node.home().resolve("regex.toml"));
        assertThat(node.tool("detect/detect", "lint", regex.toString())).contains("1 ok, 0 with problems");
    }
}
