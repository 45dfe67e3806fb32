package org.esdetect.es.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.AliasMetadata;
import org.elasticsearch.cluster.metadata.DataStreamTestHelper;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;
import org.esdetect.es.ingest.Coverage.Kind;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Map<String, Object> DETECT = Map.of("detect", Map.of("ignore_failure", true));
    private static final Map<String, Object> SET = Map.of("set", Map.of("field", "a", "value", "b"));

    private final Map<String, PipelineConfiguration> pipelines = new HashMap<>();
    private final List<UnaryOperator<Metadata.Builder>> metadata = new ArrayList<>();

    @Test
    void coverage_finalPipeline_isFinal() {
        pipeline("p", DETECT);
        index("i", null, "p");
        assertThat(kind("i")).isEqualTo(Kind.FINAL);
    }

    @Test
    void coverage_defaultPipeline_maySkipIt() {
        pipeline("p", SET, DETECT);
        pipeline("other", SET);
        index("i", "p", "other");
        assertThat(kind("i")).isEqualTo(Kind.DEFAULT_ONLY);
    }

    @Test
    void coverage_withoutThePipeline_isNone() {
        pipeline("other", SET);
        index("plain", null, null);
        index("none", "_none", "_none");
        index("other", "other", "other");
        index("missing", "gone", "gone");
        assertThat(List.of(kind("plain"), kind("none"), kind("other"), kind("missing"), kind("nowhere")))
                .containsOnly(Kind.NONE);
    }

    @Test
    void coverage_throughPipelineProcessors_isFollowed() {
        pipeline("inner", SET, DETECT);
        pipeline("middle", call("missing"), call("inner"));
        pipeline("outer", SET, call("middle"));
        index("i", null, "outer");
        assertThat(kind("i")).isEqualTo(Kind.FINAL);
    }

    @Test
    void coverage_cycle_ends() {
        pipeline("a", call("b"), DETECT);
        pipeline("b", call("a"));
        index("i", null, "b");
        assertThat(kind("i")).isEqualTo(Kind.FINAL);
        pipeline("c", call("c"));
        index("j", null, "c");
        assertThat(kind("j")).isEqualTo(Kind.NONE);
    }

    @Test
    void coverage_manyNestedPipelines_isLinear() {
        for (int i = 0; i < 60; i++) {
            pipeline("p" + i, call("p" + (i + 1)), call("p" + (i + 1)));
        }
        pipeline("p60", DETECT);
        index("i", null, "p0");
        assertThat(kind("i")).isEqualTo(Kind.FINAL);
    }

    @Test
    void coverage_underACondition_doesNotCount() {
        pipeline("self", Map.of("detect", Map.of("if", "ctx.a != null")));
        pipeline("p", DETECT);
        pipeline("caller", Map.of("pipeline", Map.of("name", "p", "if", "ctx.a != null")));
        index("i", null, "self");
        index("j", null, "caller");
        assertThat(List.of(kind("i"), kind("j"))).containsOnly(Kind.NONE);
    }

    @Test
    void coverage_afterTerminate_doesNotCount() {
        pipeline("p", Map.of("terminate", Map.of("if", "ctx.a != null")), DETECT);
        index("i", null, "p");
        assertThat(kind("i")).isEqualTo(Kind.NONE);
    }

    @Test
    void coverage_failuresAreTakenAround_isNotCertain() {
        takingFailures("after", SET, DETECT);
        takingFailures("first", DETECT, SET);
        pipeline("inner", SET, DETECT);
        pipeline("ignoring", Map.of("pipeline", Map.of("name", "inner", "ignore_failure", true)));
        takingFailures("outer", call("inner"));
        index("after", null, "after");
        index("first", null, "first");
        index("ignoring", null, "ignoring");
        index("outer", null, "outer");
        assertThat(List.of(kind("after"), kind("ignoring"), kind("outer"))).containsOnly(Kind.DEFAULT_ONLY);
        assertThat(kind("first")).isEqualTo(Kind.FINAL);
    }

    @Test
    void coverage_ofADataStream_isItsWriteIndexes_ofABackingIndex_itsOwn() {
        pipeline("p", DETECT);
        IndexMetadata old = build(".ds-logs-x-000001", null, null);
        IndexMetadata now = build(".ds-logs-x-000002", null, "p");
        metadata.add(builder -> builder.put(old, false)
                .put(now, false)
                .put(DataStreamTestHelper.newInstance("logs-x", List.of(old.getIndex(), now.getIndex()))));
        assertThat(kind("logs-x")).isEqualTo(Kind.FINAL);
        assertThat(kind(".ds-logs-x-000001")).isEqualTo(Kind.NONE);
        assertThat(new TargetNames(() -> state().metadata()).of(".ds-logs-x-000001"))
                .isEqualTo("logs-x");
    }

    @Test
    void targetName_ofAnAlias_isWhatItWritesTo() {
        metadata.add(builder ->
                builder.put(IndexMetadata.builder(build("real", null, null)).putAlias(AliasMetadata.builder("alias"))));
        TargetNames names = new TargetNames(() -> state().metadata());
        assertThat(names.of("alias")).isEqualTo("real");
        assertThat(names.of("real")).isEqualTo("real");
        assertThat(names.of("not-there-yet")).isEqualTo("not-there-yet");
    }

    @Test
    void coverage_inlineSwitchedOff_isNone() {
        pipeline("p", DETECT);
        index("i", null, "p");
        metadata.add(builder -> builder.persistentSettings(
                Settings.builder().put("detect.inline.enabled", false).build()));
        assertThat(kind("i")).isEqualTo(Kind.NONE);
    }

    @Test
    void latest_sameMetadata_isNotComputedAgain() {
        ClusterState first = state();
        ClusterState[] current = {first};
        LatestCoverage latest = new LatestCoverage(() -> current[0]);
        Coverage coverage = latest.get();
        current[0] = ClusterState.builder(first).incrementVersion().build();
        assertThat(latest.get()).isSameAs(coverage);
        current[0] = ClusterState.builder(first)
                .metadata(Metadata.builder(first.metadata()))
                .build();
        assertThat(latest.get()).isNotSameAs(coverage);
    }

    private Kind kind(String index) {
        return Coverage.of(state()).coverage(index);
    }

    private ClusterState state() {
        Metadata.Builder builder = Metadata.builder().putCustom(IngestMetadata.TYPE, new IngestMetadata(pipelines));
        metadata.forEach(edit -> edit.apply(builder));
        return ClusterState.builder(new ClusterName("test")).metadata(builder).build();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void pipeline(String id, Map<String, Object>... processors) {
        pipelines.put(id, new PipelineConfiguration(id, Map.of("processors", Arrays.asList(processors))));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void takingFailures(String id, Map<String, Object>... processors) {
        Map<String, Object> body = new HashMap<>();
        body.put("processors", new ArrayList<>(Arrays.asList(processors)));
        body.put("on_failure", List.of(SET));
        pipelines.put(id, new PipelineConfiguration(id, body));
    }

    private static Map<String, Object> call(String pipeline) {
        return Map.of("pipeline", Map.of("name", pipeline, "ignore_missing_pipeline", true));
    }

    private void index(String name, String first, String last) {
        metadata.add(builder -> builder.put(build(name, first, last), false));
    }

    private static IndexMetadata build(String name, String first, String last) {
        Settings.Builder settings = Settings.builder();
        if (first != null) {
            settings.put(IndexSettings.DEFAULT_PIPELINE.getKey(), first);
        }
        if (last != null) {
            settings.put(IndexSettings.FINAL_PIPELINE.getKey(), last);
        }
        return IndexMetadata.builder(name)
                .settings(settings.put(IndexMetadata.SETTING_VERSION_CREATED, IndexVersion.current())
                        .put(IndexMetadata.SETTING_INDEX_UUID, name + "-uuid"))
                .numberOfShards(1)
                .numberOfReplicas(0)
                .build();
    }
}
