package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.ingest.DeletePipelineRequest;
import org.elasticsearch.action.ingest.DeletePipelineTransportAction;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.engine.Detector;
import org.esdetect.testing.TestRules;
import org.junit.After;
import org.junit.Before;

public class AttachmentRoutesTests extends RoutesTestCase {
    @Before
    public void pipelineAndIndex() throws IOException {
        client().execute(
                        PutPipelineTransportAction.TYPE,
                        new PutPipelineRequest(
                                "detect",
                                new BytesArray("{\"processors\":[{\"detect\":{\"ignore_failure\":true}}]}"),
                                XContentType.JSON))
                .actionGet();
        client().admin()
                .indices()
                .prepareCreate("winlogs")
                .setMapping("{\"dynamic\":false,\"properties\":{\"@timestamp\":{\"type\":\"date\"}}}")
                .get();
        put(TestRules.rule("ran", Map.of("index", List.of("winlogs"))));
    }

    @After
    public void clean() {
        client().admin().indices().prepareDelete("winlogs").get();
        try {
            client().execute(DeletePipelineTransportAction.TYPE, new DeletePipelineRequest("detect"))
                    .actionGet();
        } catch (ResourceNotFoundException gone) {
            then(gone).hasMessageContaining("detect");
        }
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().putNull("detect.*"))
                .get();
    }

    private String finalPipeline() {
        return IndexSettings.FINAL_PIPELINE.get(getInstanceFromNode(ClusterService.class)
                .state()
                .metadata()
                .index("winlogs")
                .getSettings());
    }

    public void testAttach_thenDetach_changeWhatADryRunSays_andOnlyOnce() throws Exception {
        JsonNode dry = post("/_detect/_attach?index=win*&dry_run=true", "");
        then(dry.path("dry_run").asBoolean()).isTrue();
        then(dry.path("changes")).hasSize(2);
        then(finalPipeline()).isEqualTo("_none");

        JsonNode made = post("/_detect/_attach?index=win*", "");
        then(made.path("changes")).isEqualTo(dry.path("changes"));
        then(finalPipeline()).isEqualTo("detect");
        then(post("/_detect/_attach?index=win*", "").path("changes")).isEmpty();

        assertBusy(() ->
                then(getInstanceFromNode(Detector.class).current().find("ran")).isPresent());
        client().index(new IndexRequest("winlogs")
                        .id("1")
                        .source("{\"event.category\":\"process\",\"process.name\":\"ran\"}", XContentType.JSON))
                .actionGet();
        client().admin().indices().prepareRefresh("winlogs").get();
        then(json("/winlogs/_search?q=detect.rule_ids:ran")
                        .at("/hits/total/value")
                        .asInt())
                .as("the tag is found though the mapping does not grow by itself")
                .isEqualTo(1);

        then(post("/_detect/_detach?index=winlogs", "").path("changes")).hasSize(1);
        then(finalPipeline()).isEqualTo("_none");
        then(post("/_detect/_detach?index=winlogs", "").path("changes")).isEmpty();
    }

    public void testUninstall_leavesNothingThatNamesUs_andTwiceIsOnce() throws Exception {
        post("/_detect/_attach?index=winlogs", "");
        JsonNode dry = post("/_detect/_uninstall?dry_run=true", "");
        then(finalPipeline()).isEqualTo("detect");
        JsonNode done = post("/_detect/_uninstall", "");
        then(done.path("changes")).isEqualTo(dry.path("changes"));
        then(done.path("task_removed").asBoolean()).isTrue();
        then(done.path("next")).hasSize(3);
        then(finalPipeline()).isEqualTo("_none");
        then(post("/_detect/_uninstall", "").path("changes")).isEmpty();
        thenThrownBy(() -> post("/_detect/_attach?index=winlogs", ""))
                .as("a pipeline that is not there would fail every write")
                .hasMessageContaining("409");
    }

    public void testAttach_ofNothing_saysWhatIsExpected() {
        thenThrownBy(() -> post("/_detect/_attach", "")).hasMessageContaining("[index] is missing");
        thenThrownBy(() -> post("/_detect/_attach?index=nothing-*", ""))
                .hasMessageContaining("no index or data stream matches");
    }
}
