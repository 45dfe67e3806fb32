package org.esdetect.es.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.action.support.master.AcknowledgedResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.ingest.IngestMetadata;
import org.elasticsearch.ingest.PipelineConfiguration;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;
import org.jspecify.annotations.Nullable;

/** Something of ours that the cluster state must hold, in this version or a newer one. */
sealed interface ClusterPart {

    String name();

    boolean isIn(ClusterState state);

    /** Whether it may be put now; false when something it leans on is not there yet. */
    boolean isDue(ClusterState state);

    /** What the cluster state holds without a version is not newer than ours. */
    void put(Client client, ActionListener<AcknowledgedResponse> listener);

    /** The pipeline that holds nothing but our processor. */
    record Pipeline(String name, int version) implements ClusterPart {
        @Override
        public boolean isIn(ClusterState state) {
            IngestMetadata ingest = state.metadata().custom(IngestMetadata.TYPE);
            PipelineConfiguration found =
                    ingest == null ? null : ingest.getPipelines().get(name);
            return found != null
                    && found.getConfig().get("version") instanceof Number there
                    && there.longValue() >= version;
        }

        @Override
        public boolean isDue(ClusterState state) {
            return ProcessorNodes.haveProcessor(state);
        }

        @Override
        public void put(Client client, ActionListener<AcknowledgedResponse> listener) {
            Map<String, Object> body = Map.of(
                    "description",
                    "Judges each document by the detection rules and tags what they match",
                    "version",
                    version,
                    "_meta",
                    Map.of("managed_by", "detect"),
                    "processors",
                    List.of(Map.of("detect", Map.of("ignore_failure", true))));
            client.execute(
                    PutPipelineTransportAction.TYPE,
                    new PutPipelineRequest(name, json(body), XContentType.JSON, null),
                    listener);
        }
    }

    /**
     * An index template.
     *
     * @param pipeline the pipeline that its indices run, which must be there first; null for none
     */
    record Template(String name, int version, Map<String, Object> body, @Nullable Pipeline pipeline)
            implements ClusterPart {
        @Override
        public boolean isIn(ClusterState state) {
            ComposableIndexTemplate found = state.metadata().templatesV2().get(name);
            return found != null && found.version() != null && found.version() >= version;
        }

        @Override
        public boolean isDue(ClusterState state) {
            return pipeline == null || (pipeline.isIn(state) && ProcessorNodes.haveProcessor(state));
        }

        @Override
        public void put(Client client, ActionListener<AcknowledgedResponse> listener) {
            client.execute(
                    TransportPutComposableIndexTemplateAction.TYPE,
                    new TransportPutComposableIndexTemplateAction.Request(name)
                            .cause("detect")
                            .indexTemplate(parse()),
                    listener);
        }

        private ComposableIndexTemplate parse() {
            try (XContentParser parser = XContentHelper.createParserNotCompressed(
                    XContentParserConfiguration.EMPTY, json(body), XContentType.JSON)) {
                return ComposableIndexTemplate.parse(parser);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static BytesReference json(Map<String, Object> body) {
        try (XContentBuilder builder = XContentFactory.jsonBuilder()) {
            return BytesReference.bytes(builder.map(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
