package org.esdetect.es.signal;

import static org.elasticsearch.test.hamcrest.ElasticsearchAssertions.assertAcked;
import static org.esdetect.es.ingest.TestRules.process;
import static org.hamcrest.Matchers.containsString;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.admin.indices.template.delete.TransportDeleteComposableIndexTemplateAction;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.action.ingest.SimulateDocumentBaseResult;
import org.elasticsearch.action.ingest.SimulatePipelineAction;
import org.elasticsearch.action.ingest.SimulatePipelineRequest;
import org.elasticsearch.action.ingest.SimulatePipelineResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.action.update.UpdateRequest;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateUpdateTask;
import org.elasticsearch.cluster.metadata.MetadataDataStreamsService;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.SearchHits;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Alert;
import org.esdetect.ecs.Templates;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.esdetect.es.ingest.TestRules;

/** From the first bulk to the alert, in one node. */
public class InlinePathTests extends ESSingleNodeTestCase {
    private static final String STREAM = "logs-endpoint.events.process-default";
    private static final String SIGNALS = DetectNames.SIGNALS + "-*";

    private InlinePathPlugin plugin;

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(InlinePathPlugin.class);
    }

    /** Counters are since the node's start. */
    @Override
    protected boolean resetNodeAfterTest() {
        return true;
    }

    @Override
    public void setUp() throws Exception {
        super.setUp();
        plugin = getInstanceFromNode(PluginsService.class)
                .filterPlugins(InlinePathPlugin.class)
                .findFirst()
                .orElseThrow();
        plugin.detector().replace(TestRules.of(1, process("lsass", "procdump.exe"), process("dns", "nslookup.exe")));
        awaitInstalled();
    }

    /** The framework cannot: the action that deletes data streams is not in the server. */
    @Override
    @SuppressWarnings("deprecation") // an unbatched update is what a test wants
    public void tearDown() throws Exception {
        ClusterService service = getInstanceFromNode(ClusterService.class);
        CountDownLatch deleted = new CountDownLatch(1);
        service.submitUnbatchedStateUpdateTask("test", new ClusterStateUpdateTask() {
            @Override
            public ClusterState execute(ClusterState state) {
                return MetadataDataStreamsService.deleteDataStreams(
                        state, new HashSet<>(state.metadata().dataStreams().values()), Settings.EMPTY);
            }

            @Override
            public void clusterStateProcessed(ClusterState before, ClusterState after) {
                deleted.countDown();
            }

            @Override
            public void onFailure(Exception failure) {
                throw new AssertionError(failure);
            }
        });
        assertTrue(deleted.await(10, TimeUnit.SECONDS));
        super.tearDown();
    }

    public void testFirstBulk_thatCreatesTheStream_isJudged() throws Exception {
        BulkResponse response = bulk(event("1", "procdump.exe"), event("2", "sh"), event("3", "nslookup.exe"));
        assertFalse(response.buildFailureMessage(), response.hasFailures());
        assertAlerts(2);
        assertTagged(STREAM, "1", List.of("lsass"));
        assertTagged(STREAM, "2", null);
        assertEquals(3, plugin.count("inline", "documents"));
        assertEquals(2, plugin.count("listener", "tagged_documents"));
    }

    public void testRefusedDocument_raisesNoAlert() throws Exception {
        IndexRequest broken = event("1", "procdump.exe");
        broken.source(Map.of("process", Map.of("name", "procdump.exe"), "no", "timestamp"));
        BulkResponse response = bulk(broken, event("2", "procdump.exe"));
        assertTrue(response.getItems()[0].isFailed());
        assertAlerts(1);
        assertEquals(2, plugin.count("inline", "matched_documents"));
    }

    public void testVersionConflict_raisesNoSecondAlert() throws Exception {
        assertFalse(bulk(event("1", "procdump.exe")).hasFailures());
        BulkItemResponse[] again =
                bulk(event("1", "procdump.exe"), event("2", "procdump.exe")).getItems();
        assertEquals(RestStatus.CONFLICT, again[0].getFailure().getStatus());
        assertAlerts(2);
        assertEquals(2, plugin.count("listener", "tagged_documents"));
    }

    public void testSimulate_tagsAndWritesNothing() throws Exception {
        String body =
                "{\"docs\":[{\"_index\":\"" + STREAM + "\",\"_source\":{\"process\":{\"name\":\"procdump.exe\"}}}]}";
        SimulatePipelineRequest request = new SimulatePipelineRequest(new BytesArray(body), XContentType.JSON);
        request.setId(DetectNames.PIPELINE);
        SimulatePipelineResponse response =
                client().execute(SimulatePipelineAction.INSTANCE, request).get();
        SimulateDocumentBaseResult result =
                (SimulateDocumentBaseResult) response.getResults().get(0);
        assertEquals(List.of("lsass"), result.getIngestDocument().getFieldValue(DetectNames.TAG_RULE_IDS, List.class));
        bulk(event("1", "procdump.exe"));
        assertAlerts(1);
    }

    public void testForgedTag_isTakenOut() throws Exception {
        IndexRequest forged = event("1", "sh");
        forged.source(
                Map.of("@timestamp", now(), "process.name", "sh", "detect", Map.of("rule_ids", List.of("lsass"))));
        bulk(forged, event("2", "procdump.exe"));
        assertAlerts(1);
        assertTagged(STREAM, "1", null);
        assertEquals(1, plugin.count("inline", "stripped_tags"));
    }

    public void testForgedTag_pastTheDefaultPipeline_isJudgedAgain() throws Exception {
        createIndex(
                "logs-plain",
                Settings.builder().put("index.default_pipeline", "detect").build());
        Map<String, Object> tag = Map.of("rule_ids", List.of("lsass", "dns", "no such rule"));
        IndexRequest lie = new IndexRequest("logs-plain").id("1").setPipeline("_none");
        lie.source(Map.of("process", Map.of("name", "sh"), "detect", tag));
        IndexRequest truth = new IndexRequest("logs-plain").id("2").setPipeline("_none");
        truth.source(Map.of("process", Map.of("name", "procdump.exe"), "detect", tag));
        assertFalse(bulk(lie, truth).hasFailures());
        assertAlerts(1);
        assertEquals(1, plugin.count("listener", "unconfirmed_documents"));
    }

    public void testUpdate_thatMakesADocumentMatch_raisesOneAlert() throws Exception {
        createIndex(
                "logs-plain",
                Settings.builder().put("index.final_pipeline", "detect").build());
        bulk(new IndexRequest("logs-plain").id("1").source(Map.of("process", Map.of("name", "sh"))));
        assertEquals(0, plugin.count("listener", "tagged_documents"));
        update(Map.of("process", Map.of("name", "procdump.exe")));
        assertAlerts(1);
        update(Map.of("seen", true));
        assertBusy(() -> assertEquals(1, plugin.count("alerts", "duplicate")));
        assertAlerts(1);
    }

    public void testMappingWithoutTheTag_isSeenAllTheSame() throws Exception {
        assertAcked(indicesAdmin()
                .prepareCreate("logs-strict")
                .setSettings(Settings.builder().put("index.final_pipeline", "detect"))
                .setMapping("{\"_doc\":{\"dynamic\":false,\"properties\":{\"message\":{\"type\":\"text\"}}}}"));
        bulk(
                new IndexRequest("logs-strict").id("1").source(Map.of("process.name", "procdump.exe")),
                new IndexRequest("logs-strict")
                        .id("2")
                        .source(Map.of("message", "detect the rule_ids", "process.name", "x")));
        assertAlerts(1);
        assertEquals(
                "words alone make a candidate, not an alert", 1, plugin.count("listener", "unconfirmed_documents"));
    }

    public void testEventThatCouldNotBeJudged_isJudgedWhenRulesAreThere() throws Exception {
        plugin.detector().replace(CompiledRules.NONE);
        bulk(event("1", "procdump.exe"), event("2", "sh"));
        assertBusy(() -> assertEquals(2, plugin.count("listener", "unconfirmed_documents")));
        assertEquals(0, total());
        plugin.detector().replace(TestRules.of(1, process("lsass", "procdump.exe")));
        bulk(event("3", "procdump.exe"));
        assertAlerts(1);
    }

    public void testFiveThousand_inOneBulk_areFiveThousandAlerts() throws Exception {
        IndexRequest[] events = IntStream.range(0, 5_000)
                .mapToObj(i -> event("e" + i, "procdump.exe"))
                .toArray(IndexRequest[]::new);
        assertFalse(bulk(events).hasFailures());
        assertAlerts(5_000);
        for (IndexRequest event : events) {
            event.reset();
        }
        assertTrue(bulk(events).hasFailures());
        bulk(event("one more", "procdump.exe"));
        assertAlerts(5_001);
        assertEquals(0, plugin.count("alerts", "duplicate"));
        assertEquals(0, plugin.count("alerts", "pending_bytes"));
        assertEquals(0, plugin.count("listener", "queued_bytes"));
    }

    public void testRulesAreSwappedMeanwhile_aRuleThatStaysLosesNothing() throws Exception {
        CompiledRules one = TestRules.of(2, process("lsass", "procdump.exe"), process("other-1", "nslookup.exe"));
        CompiledRules two = TestRules.of(3, process("lsass", "procdump.exe"), process("other-2", "nslookup.exe"));
        Thread swapper = new Thread(() -> {
            for (int i = 0; !Thread.interrupted(); i++) {
                plugin.detector().replace(i % 2 == 0 ? one : two);
                LockSupport.parkNanos(10_000);
            }
        });
        swapper.start();
        try {
            for (int round = 0; round < 5; round++) {
                int first = round * 400;
                bulk(IntStream.range(first, first + 400)
                        .mapToObj(i -> event("e" + i, "procdump.exe"))
                        .toArray(IndexRequest[]::new));
            }
        } finally {
            swapper.interrupt();
            swapper.join();
        }
        assertAlerts(2_000);
    }

    public void testFullQueues_areCounted_andBlockNobody() throws Exception {
        setQueueBytes("0b");
        assertFalse(bulk(event("1", "procdump.exe")).hasFailures());
        assertBusy(() -> assertEquals(1, plugin.count("listener", "rejected")));
        plugin.writer().offer(new Alert("a", "signals-detect-2026.01", Map.of("@timestamp", now())));
        assertEquals(1, plugin.count("alerts", "rejected"));
        setQueueBytes(null);
        assertFalse(bulk(event("2", "procdump.exe")).hasFailures());
        assertAlerts(1);
    }

    public void testNoTemplate_nothingIsWritten_untilItIsBack() throws Exception {
        setTemplatesEnabled(false);
        client().execute(
                        TransportDeleteComposableIndexTemplateAction.TYPE,
                        new TransportDeleteComposableIndexTemplateAction.Request(DetectNames.SIGNALS))
                .get();
        bulk(event("1", "procdump.exe"));
        assertBusy(() -> assertEquals(1, plugin.count("alerts", "not_ready")));
        ElasticsearchStatusException failure = expectThrows(
                ElasticsearchStatusException.class,
                () -> write(List.of(new Alert("a", "signals-detect-2026.01", Map.of()))));
        assertThat(failure.getMessage(), containsString("index template [signals-detect]"));
        assertEquals(RestStatus.SERVICE_UNAVAILABLE, failure.status());
        assertFalse(clusterService().state().metadata().hasIndex("signals-detect-2026.01"));
        setTemplatesEnabled(null);
        awaitInstalled();
        bulk(event("2", "procdump.exe"));
        assertAlerts(1);
    }

    public void testWrite_reportsEachAlert() {
        Alert first = new Alert("a", "signals-detect-2026.01", Map.of("@timestamp", now()));
        Alert second = new Alert("b", "signals-detect-2026.01", Map.of("@timestamp", now()));
        Alert wrong = new Alert("c", "signals-DETECT-2026.01", Map.of("@timestamp", now()));
        Alert unwritable = new Alert("d", "signals-detect-2026.01", Map.of("a", new Object()));
        assertEquals(new WriteReport(1, 0, Map.of()), write(List.of(first)));
        WriteReport report = write(List.of(first, unwritable, second, wrong));
        assertEquals(1, report.created());
        assertEquals(1, report.duplicate());
        assertEquals(Set.of("c", "d"), report.failures().keySet());
        assertThat(report.failures().get("c"), containsString("must be lowercase"));
        assertEquals(WriteReport.NOTHING, write(List.of()));
        assertEquals(2, plugin.count("alerts", "failed"));
    }

    public void testWrite_ofManyBulks_isOneReport() {
        List<Alert> alerts = IntStream.range(0, 2_500)
                .mapToObj(i -> new Alert("a" + i, "signals-detect-2026.01", Map.of("@timestamp", now())))
                .toList();
        assertEquals(new WriteReport(2_500, 0, Map.of()), write(alerts));
        assertEquals(new WriteReport(0, 2_500, Map.of()), write(alerts));
    }

    public void testDeletedPipeline_isPutBack() throws Exception {
        IngestMetadata before = clusterService().state().metadata().custom(IngestMetadata.TYPE);
        assertEquals(
                Templates.VERSION,
                before.getPipelines().get("detect").getConfig().get("version"));
        client().execute(
                        PutPipelineTransportAction.TYPE,
                        new PutPipelineRequest(
                                "detect", new BytesArray("{\"processors\":[]}"), XContentType.JSON, null))
                .get();
        assertBusy(() -> {
            IngestMetadata now = clusterService().state().metadata().custom(IngestMetadata.TYPE);
            assertEquals(
                    List.of(Map.of("detect", Map.of("ignore_failure", true))),
                    now.getPipelines().get("detect").getConfig().get("processors"));
        });
    }

    public void testUnknownOption_isRefusedByName() {
        Exception failure = expectThrows(Exception.class, () -> client().execute(
                        PutPipelineTransportAction.TYPE,
                        new PutPipelineRequest(
                                "mine",
                                new BytesArray("{\"processors\":[{\"detect\":{\"tag\":\"t\",\"rulez\":\"x\"}}]}"),
                                XContentType.JSON,
                                null))
                .actionGet());
        assertThat(
                failure.getMessage(), containsString("processor [detect] takes no option of its own, found [rulez]"));
    }

    private void awaitInstalled() throws Exception {
        assertBusy(() -> {
            ClusterState state = clusterService().state();
            assertTrue(TemplateInstaller.isReady(state));
            assertTrue(state.metadata().templatesV2().containsKey(DetectNames.ENDPOINT_TEMPLATE));
            assertTrue(state.metadata().templatesV2().containsKey(DetectNames.RUN_LOG));
        });
    }

    private ClusterService clusterService() {
        return getInstanceFromNode(ClusterService.class);
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static IndexRequest event(String id, String process) {
        return new IndexRequest(STREAM)
                .id(id)
                .opType(DocWriteRequest.OpType.CREATE)
                .source(Map.of("@timestamp", now(), "process", Map.of("name", process, "pid", 1)));
    }

    private BulkResponse bulk(IndexRequest... events) {
        BulkRequest request = new BulkRequest();
        for (IndexRequest event : events) {
            request.add(event);
        }
        return client().bulk(request).actionGet();
    }

    private void update(Map<String, Object> part) {
        client().update(new UpdateRequest("logs-plain", "1").doc(part)).actionGet();
    }

    private WriteReport write(List<Alert> alerts) {
        PlainActionFuture<WriteReport> future = new PlainActionFuture<>();
        plugin.writer().write(alerts, future);
        return future.actionGet();
    }

    /** Exactly so many, also after all that is on its way has come. The machine may be busy, so there is time. */
    private void assertAlerts(long expected) throws Exception {
        assertBusy(
                () -> {
                    assertEquals(0, plugin.count("listener", "queued_bytes"));
                    assertEquals(0, plugin.count("alerts", "pending"));
                    assertEquals(expected, total());
                },
                60,
                TimeUnit.SECONDS);
        assertEquals(expected, plugin.count("alerts", "created"));
    }

    private long total() {
        indicesAdmin()
                .prepareRefresh(SIGNALS)
                .setIndicesOptions(IndicesOptions.lenientExpand())
                .get();
        long[] total = new long[1];
        var response = client().prepareSearch(SIGNALS)
                .setIndicesOptions(IndicesOptions.lenientExpand())
                .setTrackTotalHits(true)
                .setSize(0)
                .get();
        try {
            total[0] = response.getHits().getTotalHits().value;
        } finally {
            response.decRef();
        }
        return total[0];
    }

    private void assertTagged(String index, String id, List<String> rules) {
        indicesAdmin().prepareRefresh(index).get();
        var response = client().prepareSearch(index)
                .setQuery(QueryBuilders.idsQuery().addIds(id))
                .get();
        try {
            SearchHits hits = response.getHits();
            SearchHit hit = hits.getAt(0);
            Map<?, ?> tag = (Map<?, ?>) new HashMap<>(hit.getSourceAsMap()).get(DetectNames.TAG);
            assertEquals(rules, tag == null ? null : tag.get("rule_ids"));
        } finally {
            response.decRef();
        }
    }

    private void setQueueBytes(String value) {
        persist(
                SignalSettings.QUEUE_BYTES.getKey(),
                value == null
                        ? null
                        : ByteSizeValue.parseBytesSizeValue(value, "").toString());
    }

    private void setTemplatesEnabled(Boolean value) {
        persist(SignalSettings.TEMPLATES_ENABLED.getKey(), value == null ? null : value.toString());
    }

    private void persist(String key, String value) {
        clusterAdmin()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(key, value))
                .get();
    }
}
