package org.esdetect.es.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.cluster.metadata.DataStream;
import org.elasticsearch.cluster.metadata.DataStreamTestHelper;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.metadata.Template;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.indices.EmptySystemIndices;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.DetectNames;
import org.esdetect.es.ingest.TagMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachPlanTest {
    private static final String STREAM = "logs-endpoint.events.process-default";
    private static final String CUSTOM = "logs-endpoint.events.process@custom";
    private static final Map<String, Object> OURS = Map.of("processors", List.of(Map.of("detect", Map.of())));
    private static final String TAGGED =
            """
            {"properties": {"detect": {"properties": {"rule_ids": {"type": "keyword"}, "deferred": {"type": "keyword"}}}}}
            """;
    private static final Map<String, Object> FLEET = Map.of(
            "processors",
            List.of(
                    Map.of("set", Map.of("field", "a", "value", "b")),
                    Map.of("pipeline", Map.of("name", "global@custom", "ignore_missing_pipeline", true)),
                    Map.of("pipeline", Map.of("name", CUSTOM, "ignore_missing_pipeline", true)),
                    Map.of("pipeline", Map.of("name", "logs@custom", "if", "ctx.x", "ignore_missing_pipeline", true))));

    private final IndexNameExpressionResolver resolver =
            new IndexNameExpressionResolver(new ThreadContext(Settings.EMPTY), EmptySystemIndices.INSTANCE);
    private final Map<String, PipelineConfiguration> pipelines = new HashMap<>();
    private final List<IndexMetadata> indices = new ArrayList<>();

    private void pipeline(String id, Map<String, Object> body) {
        try (var builder = XContentFactory.jsonBuilder()) {
            pipelines.put(
                    id, new PipelineConfiguration(id, BytesReference.bytes(builder.map(body)), XContentType.JSON));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void index(String name, String mapping, String... settings) {
        indices.add(IndexMetadata.builder(name)
                .settings(Settings.builder()
                        .put(IndexMetadata.SETTING_VERSION_CREATED, IndexVersion.current())
                        .put(IndexMetadata.SETTING_INDEX_UUID, name)
                        .loadFromMap(pairs(settings)))
                .numberOfShards(1)
                .numberOfReplicas(0)
                .putMapping(mapping)
                .build());
    }

    private static Map<String, String> pairs(String... settings) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            pairs.put(settings[i], settings[i + 1]);
        }
        return pairs;
    }

    private ClusterState state() {
        Metadata.Builder metadata = Metadata.builder();
        indices.forEach(index -> metadata.put(index, false));
        return ClusterState.builder(ClusterName.DEFAULT)
                .metadata(metadata.putCustom(IngestMetadata.TYPE, new IngestMetadata(Map.copyOf(pipelines))))
                .build();
    }

    private List<Change> attach(String... patterns) {
        return AttachPlan.of(List.of(patterns), state(), resolver);
    }

    @Test
    void fleetStream_getsItsProcessorInTheCustomPipeline_whichKeepsWhatIsThere() {
        pipeline("detect", OURS);
        pipeline("fleet", FLEET);
        pipeline(CUSTOM, Map.of("processors", List.of(Map.of("drop", Map.of())), "description", "mine"));
        index(STREAM, TAGGED, "index.default_pipeline", "fleet", "index.final_pipeline", ".fleet_final_pipeline-1");
        assertThat(attach("logs-endpoint.*")).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(CUSTOM);
            assertThat(((Change.PutPipeline) change).body())
                    .containsEntry("description", "mine")
                    .containsEntry(
                            "processors",
                            List.of(Map.of("drop", Map.of()), Map.of("detect", Map.of("ignore_failure", true))));
        });
    }

    @Test
    void attachedStream_isLeftAlone_andDetachedAgainToWhatItWas() {
        pipeline("detect", OURS);
        pipeline("fleet", FLEET);
        Map<String, Object> before = Map.of("processors", List.of(Map.of("drop", Map.of())));
        pipeline(CUSTOM, PipelineEdit.with(before));
        index(STREAM, TAGGED, "index.default_pipeline", "fleet");
        assertThat(attach(STREAM)).isEmpty();
        assertThat(DetachPlan.of(List.of(STREAM), state(), resolver))
                .containsExactly(
                        new Change.PutPipeline(CUSTOM, "take the processor [detect] out, keep the rest", before));
    }

    @Test
    void customPipeline_thatOnlyWeMade_isDeletedWhenDetached() {
        pipeline("detect", OURS);
        pipeline("fleet", FLEET);
        index(STREAM, TAGGED, "index.default_pipeline", "fleet");
        Change made = attach(STREAM).get(0);
        pipeline(CUSTOM, ((Change.PutPipeline) made).body());
        assertThat(DetachPlan.of(List.of(STREAM), state(), resolver))
                .containsExactly(new Change.DeletePipeline(CUSTOM, "delete the pipeline: nothing else is in it"));
    }

    @Test
    void plainIndex_getsTheFinalPipeline_andTheFieldsOfTheTag() {
        pipeline("detect", OURS);
        index("winlogs", "{\"dynamic\":\"false\"}");
        List<Change> changes = attach("winlogs");
        assertThat(changes)
                .extracting(change -> (Object) change.getClass())
                .containsExactly(Change.Mapping.class, Change.Settings.class);
        assertThat(((Change.Settings) changes.get(1)).settings()).isEqualTo(Map.of("index.final_pipeline", "detect"));
        assertThat(((Change.Mapping) changes.get(0)).mapping().toString())
                .contains("rule_ids", "deferred", "capped", "at");
    }

    /** Once its mapping is full it would refuse the documents that rules match, and no others. */
    @Test
    void indexThatTakesNewFields_getsThoseOfTheTagBeforeItIsFull() {
        pipeline("detect", OURS);
        index("winlogs", "{}");
        assertThat(attach("winlogs"))
                .extracting(change -> (Object) change.getClass())
                .containsExactly(Change.Mapping.class, Change.Settings.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'keyword'} | [detect] is mapped as [keyword]",
                "{'type':'nested'} | [detect] is mapped as [nested]",
                "{'properties':{'rule_ids':{'type':'long'}}} | [detect.rule_ids] is mapped as [long]",
                "{'properties':{'at':{'type':'ip'}}} | [detect.at] is mapped as [ip]",
            },
            quoteCharacter = '~')
    void indexThatHasOtherFieldsOfOurNames_isLeftToTheSchedule(String field, String obstacle) {
        pipeline("detect", OURS);
        index("winlogs", "{'properties':{'detect':".replace('\'', '"') + field.replace('\'', '"') + "}}");
        index("other", TAGGED);
        List<Change> changes = attach("*");
        assertThat(changes)
                .filteredOn(Change.Advice.class::isInstance)
                .singleElement()
                .satisfies(change -> assertThat(change.does()).startsWith("is not attached: " + obstacle));
        assertThat(changes)
                .filteredOn(Change.Settings.class::isInstance)
                .singleElement()
                .satisfies(change ->
                        assertThat(((Change.Settings) change).indices()).containsExactly("other"));
        assertThat(TagMapping.canFind(state(), "winlogs")).isFalse();
        assertThat(TagMapping.canFind(state(), "other")).isTrue();
    }

    /** The tag brings an object and up to eight fields, where no mapping foresees it. */
    @ParameterizedTest
    @CsvSource({"10, false, true", "11, false, false", "11, true, false", "30, false, false"})
    void mappingWithoutRoomForTheTag_isLeftToTheSchedule(int filled, boolean lenient, boolean room) {
        StringBuilder mapping =
                new StringBuilder("{\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"text\",\"fields\":{"
                        + "\"raw\":{\"type\":\"keyword\"}}}}}");
        for (int i = 3; i < filled; i++) {
            mapping.append(",\"f").append(i).append("\":{\"type\":\"keyword\"}");
        }
        index(
                "winlogs",
                mapping.append("}}").toString(),
                "index.mapping.total_fields.limit",
                "19",
                "index.mapping.total_fields.ignore_dynamic_beyond_limit",
                String.valueOf(lenient));
        assertThat(TagMapping.canFind(state(), "winlogs")).isEqualTo(room);
        index("some-of-it", TAGGED, "index.mapping.total_fields.limit", "3");
        assertThat(TagMapping.canFind(state(), "some-of-it")).isFalse();
        String whole = TAGGED.replace(
                "\"deferred\":", "\"capped\": {\"type\": \"keyword\"}, \"at\": {\"type\": \"date\"}, \"deferred\":");
        index("all-of-it", whole, "index.mapping.total_fields.limit", "5");
        assertThat(TagMapping.canFind(state(), "all-of-it")).isTrue();
    }

    @Test
    void finalPipelineOfSomebodyElse_isNotTouched_butSaid() {
        pipeline("detect", OURS);
        pipeline("theirs", Map.of("processors", List.of()));
        index("winlogs", TAGGED, "index.final_pipeline", "theirs");
        assertThat(attach("winlogs")).singleElement().satisfies(change -> assertThat(change)
                .isInstanceOf(Change.Advice.class)
                .extracting(Change::does)
                .asString()
                .contains("[theirs]"));
    }

    @Test
    void withoutOurPipeline_orWithoutSuchAnIndex_nothingIsAttached() {
        index("winlogs", TAGGED);
        assertThatThrownBy(() -> attach("winlogs"))
                .isInstanceOf(ElasticsearchStatusException.class)
                .hasMessageContaining("pipeline [detect] must be there");
        pipeline("detect", OURS);
        assertThatThrownBy(() -> attach("nothing-*")).hasMessageContaining("no index or data stream matches");
    }

    @Test
    void uninstall_takesOutEveryMention_howeverDeep_andIsThenDone() {
        pipeline("detect", OURS);
        pipeline(
                "deep",
                Map.of(
                        "processors",
                        List.of(
                                Map.of("pipeline", Map.of("name", "detect")),
                                Map.of("foreach", Map.of("field", "x", "processor", Map.of("detect", Map.of()))),
                                Map.of("set", Map.of("field", "a", "on_failure", List.of(Map.of("detect", Map.of()))))),
                        "on_failure",
                        List.of(Map.of("detect", Map.of()), Map.of("drop", Map.of()))));
        pipeline("other", Map.of("processors", List.of(Map.of("drop", Map.of()))));
        index("a", TAGGED, "index.final_pipeline", "detect");
        index("b", TAGGED, "index.default_pipeline", "detect");
        List<Change> changes = UninstallPlan.of(state());
        assertThat(changes).extracting(Change::what).containsExactly("cluster settings", "a", "b", "deep", "detect");
        Map<String, Object> deep = ((Change.PutPipeline) changes.get(3)).body();
        assertThat(Strings.collectionToCommaDelimitedString(List.of(deep))).doesNotContain("detect");
        assertThat(deep)
                .isEqualTo(Map.of(
                        "processors",
                        List.of(Map.of("set", Map.of("field", "a", "on_failure", List.of()))),
                        "on_failure",
                        List.of(Map.of("drop", Map.of()))));

        ClusterState clean = ClusterState.builder(ClusterName.DEFAULT)
                .metadata(Metadata.builder()
                        .persistentSettings(Settings.builder()
                                .put(UninstallPlan.SCHEDULE, false)
                                .put(UninstallPlan.TEMPLATES, false)
                                .build()))
                .build();
        assertThat(UninstallPlan.of(clean)).isEmpty();
    }

    /** With its version the master would take it for the one that it keeps, when the plugin comes back. */
    @Test
    void uninstall_ofATemplateThatStreamsUse_takesOutPipelineAndVersion_andKeepsTheRest() {
        String backing = DataStream.getDefaultBackingIndexName(STREAM, 1);
        index(backing, TAGGED, "index.hidden", "true");
        ComposableIndexTemplate template = ComposableIndexTemplate.builder()
                .indexPatterns(List.of("logs-endpoint.*-*"))
                .template(Template.builder()
                        .settings(Settings.builder()
                                .put("index.final_pipeline", "detect")
                                .put("index.number_of_shards", 2)))
                .priority(150L)
                .version(3L)
                .dataStreamTemplate(new ComposableIndexTemplate.DataStreamTemplate())
                .build();
        ClusterState state = ClusterState.builder(ClusterName.DEFAULT)
                .metadata(Metadata.builder(state().metadata())
                        .put(DetectNames.ENDPOINT_TEMPLATE, template)
                        .put(DataStreamTestHelper.newInstance(
                                STREAM, List.of(indices.get(0).getIndex()))))
                .build();
        assertThat(UninstallPlan.of(state))
                .filteredOn(Change.PutTemplate.class::isInstance)
                .singleElement()
                .satisfies(change -> assertThat(((Change.PutTemplate) change).body())
                        .doesNotContainKey("version")
                        .containsEntry("priority", 150)
                        .containsEntry(
                                "template", Map.of("settings", Map.of("index", Map.of("number_of_shards", "2")))));
    }
}
