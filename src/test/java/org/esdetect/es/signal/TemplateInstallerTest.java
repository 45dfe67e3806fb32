package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.support.master.AcknowledgedResponse;
import org.elasticsearch.client.internal.support.AbstractClient;
import org.elasticsearch.cluster.ClusterChangedEvent;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.block.ClusterBlocks;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.node.DiscoveryNodeRole;
import org.elasticsearch.cluster.node.DiscoveryNodeUtils;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.concurrent.DeterministicTaskQueue;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;
import org.elasticsearch.threadpool.ThreadPool;
import org.junit.jupiter.api.Test;

class TemplateInstallerTest {
    private static final String PIPELINE = "pipeline detect";

    private final DeterministicTaskQueue tasks = new DeterministicTaskQueue(new Random(1));
    private final FakeCluster cluster = new FakeCluster(tasks.getThreadPool());
    private final TemplateInstaller installer =
            new TemplateInstaller(() -> cluster.state, tasks.getThreadPool(), cluster);

    @Test
    void clusterChanged_nothingThere_putsEverything_thePipelineBeforeWhatRunsIt() {
        changed();
        assertThat(cluster.put)
                .containsExactly(
                        PIPELINE, "signals-detect", ".detect-suppressed", ".detect-runs", "logs-endpoint-detect");
        cluster.put.clear();
        changed();
        assertThat(cluster.put).isEmpty();
        assertThat(TemplateInstaller.isReady(cluster.state)).isTrue();
    }

    @Test
    void clusterChanged_olderPipeline_isReplaced_newerIsNot() {
        changed();
        cluster.put.clear();
        cluster.pipelines.put("detect", pipeline(0));
        cluster.rebuild();
        changed();
        assertThat(cluster.put).containsExactly(PIPELINE);
        cluster.put.clear();
        cluster.pipelines.put("detect", pipeline(Integer.MAX_VALUE));
        cluster.rebuild();
        changed();
        assertThat(cluster.put).isEmpty();
    }

    @Test
    void clusterChanged_ingestNodeWithoutThePlugin_keepsThePipelineAway() {
        cluster.nodes = nodes(true, Map.of());
        cluster.rebuild();
        changed();
        assertThat(cluster.put).containsExactly("signals-detect", ".detect-suppressed", ".detect-runs");
        cluster.nodes = nodes(true, Map.of(ProcessorNodes.ATTRIBUTE, "true"));
        cluster.rebuild();
        changed();
        assertThat(cluster.put).endsWith(PIPELINE, "logs-endpoint-detect");
    }

    @Test
    void clusterChanged_notMasterOrNotRecoveredOrSwitchedOff_doesNothing() {
        cluster.nodes = nodes(false, Map.of(ProcessorNodes.ATTRIBUTE, "true"));
        cluster.rebuild();
        changed();
        cluster.nodes = nodes(true, Map.of(ProcessorNodes.ATTRIBUTE, "true"));
        cluster.blocks = ClusterBlocks.builder()
                .addGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)
                .build();
        cluster.rebuild();
        changed();
        cluster.blocks = ClusterBlocks.EMPTY_CLUSTER_BLOCK;
        cluster.rebuild();
        installer.setEnabled(false);
        changed();
        assertThat(cluster.put).isEmpty();
    }

    @Test
    void clusterChanged_whileOneFlightIsUp_startsNoOther() {
        cluster.answering = false;
        changed();
        changed();
        assertThat(cluster.put).containsExactly(PIPELINE, "signals-detect", ".detect-suppressed", ".detect-runs");
    }

    @Test
    void clusterChanged_putFails_isTriedAgainAfterAPause() {
        cluster.failures.put("signals-detect", new IllegalStateException("busy"));
        installer.clusterChanged(event());
        installer.clusterChanged(event());
        assertThat(cluster.put).containsExactly(PIPELINE, "signals-detect", ".detect-suppressed", ".detect-runs");
        cluster.put.clear();
        cluster.failures.clear();
        long before = tasks.getCurrentTimeMillis();
        tasks.runAllTasksInTimeOrder();
        assertThat(cluster.put).containsExactly("signals-detect", "logs-endpoint-detect");
        assertThat(tasks.getCurrentTimeMillis() - before).isEqualTo(TemplateInstaller.RETRY.millis());
    }

    @Test
    void clusterChanged_otherTemplateOfThatPriority_isLeftAlone() {
        cluster.failures.put(
                "logs-endpoint-detect",
                new IllegalArgumentException(
                        "index template [x] has index patterns that have the same priority [150]"));
        changed();
        assertThat(cluster.put).containsOnlyOnce("logs-endpoint-detect");
        changed();
        assertThat(cluster.put).containsOnlyOnce("logs-endpoint-detect");
    }

    private void changed() {
        installer.clusterChanged(event());
        tasks.runAllTasksInTimeOrder();
    }

    private ClusterChangedEvent event() {
        return new ClusterChangedEvent("test", cluster.state, cluster.state);
    }

    private static PipelineConfiguration pipeline(int version) {
        return new PipelineConfiguration("detect", Map.of("version", version, "processors", List.of()));
    }

    private static DiscoveryNodes nodes(boolean master, Map<String, String> otherAttributes) {
        DiscoveryNode local = DiscoveryNodeUtils.builder("local")
                .attributes(Map.of(ProcessorNodes.ATTRIBUTE, "true"))
                .build();
        DiscoveryNode other = DiscoveryNodeUtils.builder("other")
                .roles(Set.of(DiscoveryNodeRole.INGEST_ROLE, DiscoveryNodeRole.MASTER_ROLE))
                .attributes(otherAttributes)
                .build();
        return DiscoveryNodes.builder()
                .add(local)
                .add(other)
                .localNodeId("local")
                .masterNodeId(master ? "local" : "other")
                .build();
    }

    /** Keeps what is put, and answers at once. */
    private static final class FakeCluster extends AbstractClient {
        private final List<String> put = new ArrayList<>();
        private final Map<String, Exception> failures = new HashMap<>();
        private final Map<String, PipelineConfiguration> pipelines = new HashMap<>();
        private Metadata metadata = Metadata.EMPTY_METADATA;
        private DiscoveryNodes nodes = nodes(true, Map.of(ProcessorNodes.ATTRIBUTE, "true"));
        private ClusterBlocks blocks = ClusterBlocks.EMPTY_CLUSTER_BLOCK;
        private ClusterState state;
        private boolean answering = true;

        FakeCluster(ThreadPool threadPool) {
            super(Settings.EMPTY, threadPool);
            rebuild();
        }

        void rebuild() {
            metadata = Metadata.builder(metadata)
                    .putCustom(IngestMetadata.TYPE, new IngestMetadata(pipelines))
                    .build();
            state = ClusterState.builder(new ClusterName("test"))
                    .metadata(metadata)
                    .nodes(nodes)
                    .blocks(blocks)
                    .build();
        }

        @Override
        @SuppressWarnings("unchecked")
        protected <Q extends ActionRequest, R extends ActionResponse> void doExecute(
                ActionType<R> action, Q request, ActionListener<R> listener) {
            String name;
            if (request instanceof PutPipelineRequest pipeline) {
                name = "pipeline " + pipeline.getId();
                pipelines.put(
                        pipeline.getId(),
                        new PipelineConfiguration(pipeline.getId(), pipeline.getSource(), pipeline.getXContentType()));
            } else {
                var template = (TransportPutComposableIndexTemplateAction.Request) request;
                name = template.name();
                if (!failures.containsKey(name)) {
                    metadata = Metadata.builder(metadata)
                            .put(name, template.indexTemplate())
                            .build();
                }
            }
            put.add(name);
            rebuild();
            if (!answering) {
                return;
            }
            if (failures.containsKey(name)) {
                listener.onFailure(failures.get(name));
            } else {
                listener.onResponse((R) AcknowledgedResponse.TRUE);
            }
        }
    }
}
