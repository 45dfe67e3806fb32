package org.esdetect.es.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.rest.RestHandler;
import org.esdetect.es.plugin.DetectPlugin;
import org.junit.jupiter.api.Test;

/** Every call has its specification, and every specification its call. */
class RestSpecTest {
    private static final Path SPECS = Path.of("src/main/resources/rest-api-spec/api");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void specifications_haveTheCallsThatTheHandlersTake() throws IOException {
        assertThat(specified()).isEqualTo(handled()).hasSizeGreaterThan(15);
    }

    private static Set<String> handled() {
        Settings none = Settings.EMPTY;
        Set<String> calls = new TreeSet<>();
        for (RestHandler handler : new DetectPlugin(none)
                .getRestHandlers(
                        none,
                        new NamedWriteableRegistry(List.of()),
                        null,
                        ClusterSettings.createBuiltInClusterSettings(),
                        IndexScopedSettings.DEFAULT_SCOPED_SETTINGS,
                        new SettingsFilter(List.of()),
                        null,
                        () -> DiscoveryNodes.EMPTY_NODES,
                        feature -> true)) {
            handler.routes().forEach(route -> calls.add(route.getMethod() + " " + route.getPath()));
        }
        return calls;
    }

    private static Set<String> specified() throws IOException {
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> files = Files.list(SPECS)) {
            files.forEach(file -> {
                JsonNode spec = read(file);
                String name = file.getFileName().toString().replace(".json", "");
                assertThat(spec.fieldNames()).toIterable().containsExactly(name);
                for (JsonNode path : spec.path(name).path("url").path("paths")) {
                    path.path("methods")
                            .forEach(method -> calls.add(
                                    method.asText() + " " + path.path("path").asText()));
                }
            });
        }
        return calls;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
