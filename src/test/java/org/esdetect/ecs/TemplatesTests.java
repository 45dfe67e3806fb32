package org.esdetect.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.DetectNames;
import org.esdetect.testing.DataStreams;
import org.esdetect.testing.IndexTemplates;

/** The templates on a server that has the core's field types only. */
public class TemplatesTests extends ESSingleNodeTestCase {
    private static final String SIGNALS = "signals-detect-2026.11";
    private static final String ENDPOINT = "logs-endpoint.events.process-default";
    private static final String RUNS = ".detect-runs-2026.11";

    @Override
    public void tearDown() throws Exception {
        DataStreams.removeAll(getInstanceFromNode(ClusterService.class));
        super.tearDown();
    }

    public void testSignals_everyFieldOfTheTable_hasItsType() {
        IndexTemplates.put(client(), DetectNames.SIGNALS, Templates.signals(Templates.VERSION));
        index(SIGNALS, Map.of("@timestamp", "2026-11-20T10:00:00.412Z", "kibana.alert.uuid", "u"));

        assertHasTypes(SIGNALS, AlertFields.table());
    }

    public void testSignals_document_isFoundByAliasAndField() {
        IndexTemplates.put(client(), DetectNames.SIGNALS, Templates.signals(Templates.VERSION));
        index(
                SIGNALS,
                Map.of(
                        "kibana.alert.reason",
                        "process event on w10-17",
                        "kibana.alert.ancestors",
                        List.of(Map.of("id", "a", "depth", 0), Map.of("id", "b", "depth", 1)),
                        "labels",
                        Map.of("env", "prod"),
                        "process",
                        Map.of("command_line", "c".repeat(8000)),
                        "unknown",
                        Map.of("field", 1)));

        assertFound(DetectNames.SIGNALS, QueryBuilders.matchQuery("kibana.alert.reason.text", "EVENT"));
        assertFound(DetectNames.SIGNALS, QueryBuilders.termQuery("kibana.alert.ancestors.id", "b"));
        assertFound(DetectNames.SIGNALS, QueryBuilders.termQuery("labels.env", "prod"));
        assertFound(DetectNames.SIGNALS, QueryBuilders.prefixQuery("process.command_line", "ccc"));
        Assertions.assertThat(fields(SIGNALS).getField("unknown.field")).isNull();
    }

    public void testEndpoint_event_goesThroughThePipelineIntoADataStream() {
        putPipeline();
        IndexTemplates.put(client(), DetectNames.ENDPOINT_TEMPLATE, Templates.endpoint(Templates.VERSION));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@timestamp", "2026-11-20T10:00:00.412Z");
        event.put("process", Map.of("name", "cmd.exe", "pid", 1, "Ext", Map.of("ancestry", List.of("a", "b"))));
        event.put("process.parent.name", "explorer.exe");
        event.put("host", Map.of("ip", List.of("10.0.0.1", "no address")));
        event.put("vendor", Map.of("text", "2026-11-20", "number", 1));
        event.put("detect", Map.of("rule_ids", List.of("r"), "at", "2026-11-20T10:00:00.000Z"));
        index(ENDPOINT, event);

        String backing = client().admin()
                .indices()
                .prepareGetSettings(ENDPOINT)
                .get()
                .getIndexToSettings()
                .keySet()
                .iterator()
                .next();
        Assertions.assertThat(backing).startsWith(".ds-" + ENDPOINT);
        Assertions.assertThat(client().admin()
                        .indices()
                        .prepareGetSettings(ENDPOINT)
                        .get()
                        .getSetting(backing, "index.final_pipeline"))
                .isEqualTo(DetectNames.PIPELINE);
        assertType(ENDPOINT, "process.name", "keyword");
        assertType(ENDPOINT, "process.parent.name", "keyword");
        assertType(ENDPOINT, "process.pid", "long");
        assertType(ENDPOINT, "vendor.text", "keyword");
        assertType(ENDPOINT, DetectNames.TAG_RULE_IDS, "keyword");
        assertType(ENDPOINT, DetectNames.TAG_DEFERRED, "keyword");
        assertType(ENDPOINT, DetectNames.TAG_AT, "date");
        assertFound(ENDPOINT, QueryBuilders.termQuery("host.ip", "10.0.0.0/8"));
    }

    public void testEndpoint_fieldsThatAreNoPlainKeywords_haveTheirTypesBeforeAnyEvent() {
        putPipeline();
        IndexTemplates.put(client(), DetectNames.ENDPOINT_TEMPLATE, Templates.endpoint(Templates.VERSION));
        index(ENDPOINT, Map.of("@timestamp", "2026-11-20T10:00:00.412Z"));

        FieldCapabilitiesResponse fields = fields(ENDPOINT);
        EcsFields.all().values().stream()
                .filter(field -> field.type() != EcsType.KEYWORD)
                .filter(field -> !EcsFields.table().isParent(field.name()))
                .forEach(field -> Assertions.assertThat(fields.getField(field.name()))
                        .as(field.name())
                        .containsOnlyKeys(mappedType(field)));
    }

    public void testRuns_run_isKeptAndFound() {
        IndexTemplates.put(client(), DetectNames.RUN_LOG, Templates.runs(Templates.VERSION));
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", "x");
        run.put("kind", "scheduled");
        run.put("outcome", "partial");
        run.put("message", "shard [3] was not available");
        run.put("took_ms", 12);
        run.put("window", Map.of("from", "2026-11-20T10:00:00Z", "to", "2026-11-20T10:05:00Z"));
        run.put("cursor", Map.of("uuid/0", 12, "uuid/1", Map.of("any", "shape")));
        run.put(
                "steps",
                List.of(Map.of("index", 0, "new_candidates", 3, "window_candidates", 9, "searches", 2, "read", 4)));
        run.put("searches", 2);
        run.put("read", Map.of("keys", 1, "events", 5, "bytes", 700));
        index(
                RUNS,
                Map.of(
                        "@timestamp", "2026-11-20T10:05:00Z",
                        "rule", Map.of("id", "r", "name", "Rule"),
                        "run", run,
                        "alerts", Map.of("created", 1, "duplicate", 0, "suppressed", 0),
                        "node", Map.of("id", "n", "name", "node-1")));

        assertFound(RUNS, QueryBuilders.termQuery("run.outcome", "partial"));
        assertFound(RUNS, QueryBuilders.matchQuery("run.message", "available"));
        assertFound(RUNS, QueryBuilders.rangeQuery("run.steps.new_candidates").gt(2));
        assertFound(RUNS, QueryBuilders.rangeQuery("alerts.created").gt(0));
        Assertions.assertThat(client().admin()
                        .indices()
                        .prepareGetSettings(RUNS)
                        .get()
                        .getSetting(RUNS, "index.hidden"))
                .isEqualTo("true");
    }

    private void putPipeline() {
        client().execute(
                        PutPipelineTransportAction.TYPE,
                        new PutPipelineRequest(
                                DetectNames.PIPELINE, new BytesArray("{\"processors\":[]}"), XContentType.JSON))
                .actionGet();
    }

    private void index(String target, Map<String, Object> source) {
        client().index(new IndexRequest(target)
                        .opType(DocWriteRequest.OpType.CREATE)
                        .source(source)
                        .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE))
                .actionGet();
    }

    private void assertHasTypes(String index, FieldTable table) {
        FieldCapabilitiesResponse fields = fields(index);
        table.all().values().stream()
                .filter(field -> !table.isParent(field.name()))
                .filter(field -> field.type() != EcsType.UNINDEXED)
                .forEach(field -> Assertions.assertThat(fields.getField(field.name()))
                        .as(field.name())
                        .containsOnlyKeys(mappedType(field)));
    }

    private static String mappedType(EcsField field) {
        return field.type() == EcsType.OBJECT ? "flattened" : field.type().mappingType();
    }

    private void assertType(String index, String field, String type) {
        Assertions.assertThat(fields(index).getField(field)).as(field).containsOnlyKeys(type);
    }

    private FieldCapabilitiesResponse fields(String index) {
        return client().fieldCaps(new FieldCapabilitiesRequest().indices(index).fields("*"))
                .actionGet();
    }

    private void assertFound(String index, QueryBuilder query) {
        var response = client().search(new SearchRequest(index).source(new SearchSourceBuilder().query(query)))
                .actionGet();
        try {
            Assertions.assertThat(response.getHits().getHits())
                    .as(query.toString())
                    .hasSize(1);
        } finally {
            response.decRef();
        }
    }
}
