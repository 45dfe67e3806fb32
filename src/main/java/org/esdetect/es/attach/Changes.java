package org.esdetect.es.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.cluster.settings.ClusterUpdateSettingsRequest;
import org.elasticsearch.action.admin.indices.mapping.put.PutMappingRequest;
import org.elasticsearch.action.admin.indices.settings.put.UpdateSettingsRequest;
import org.elasticsearch.action.admin.indices.template.delete.TransportDeleteComposableIndexTemplateAction;
import org.elasticsearch.action.admin.indices.template.put.PutComponentTemplateAction;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.ingest.DeletePipelineRequest;
import org.elasticsearch.action.ingest.DeletePipelineTransportAction;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.ComponentTemplate;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;

/** Makes changes one after the other; the first that fails ends it, and what was done before stays done. */
public final class Changes {
    private final Client client;
    private final TimeValue timeout;

    /** @param client with the rights of whoever asked for the changes */
    public Changes(Client client, TimeValue timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    public void make(List<Change> changes, ActionListener<Void> listener) {
        next(changes.iterator(), listener);
    }

    private void next(Iterator<Change> changes, ActionListener<Void> listener) {
        if (!changes.hasNext()) {
            listener.onResponse(null);
            return;
        }
        Change change = changes.next();
        ActionListener<Void> then = listener.delegateFailureAndWrap((next, done) -> next(changes, next));
        ActionListener.run(then, one -> make(change, one));
    }

    private void make(Change change, ActionListener<Void> listener) throws IOException {
        if (change instanceof Change.PutPipeline put) {
            client.execute(
                    PutPipelineTransportAction.TYPE,
                    new PutPipelineRequest(put.what(), json(put.body()), XContentType.JSON),
                    listener.map(done -> null));
        } else if (change instanceof Change.DeletePipeline delete) {
            client.execute(
                    DeletePipelineTransportAction.TYPE,
                    new DeletePipelineRequest(delete.what()),
                    listener.map(done -> null));
        } else if (change instanceof Change.Settings settings) {
            UpdateSettingsRequest update =
                    new UpdateSettingsRequest(settings.indices().toArray(String[]::new));
            update.settings(settings.settings()).indicesOptions(IndicesOptions.lenientExpandHidden());
            client.admin().indices().updateSettings(update, listener.map(done -> null));
        } else if (change instanceof Change.Mapping mapping) {
            PutMappingRequest put = new PutMappingRequest(mapping.indices().toArray(String[]::new));
            client.admin().indices().putMapping(put.source(mapping.mapping()), listener.map(done -> null));
        } else if (change instanceof Change.ClusterSettings settings) {
            ClusterUpdateSettingsRequest update = new ClusterUpdateSettingsRequest(timeout, timeout);
            client.admin()
                    .cluster()
                    .updateSettings(update.persistentSettings(settings.settings()), listener.map(done -> null));
        } else {
            makeTemplate(change, listener);
        }
    }

    private void makeTemplate(Change change, ActionListener<Void> listener) throws IOException {
        if (change instanceof Change.PutComponent put) {
            PutComponentTemplateAction.Request request = new PutComponentTemplateAction.Request(put.what());
            try (XContentParser parser = parser(put.body())) {
                request.componentTemplate(ComponentTemplate.parse(parser));
            }
            client.execute(PutComponentTemplateAction.INSTANCE, request, listener.map(done -> null));
        } else if (change instanceof Change.PutTemplate put) {
            var request = new TransportPutComposableIndexTemplateAction.Request(put.what());
            try (XContentParser parser = parser(put.body())) {
                request.indexTemplate(ComposableIndexTemplate.parse(parser));
            }
            client.execute(TransportPutComposableIndexTemplateAction.TYPE, request, listener.map(done -> null));
        } else if (change instanceof Change.DeleteTemplate delete) {
            client.execute(
                    TransportDeleteComposableIndexTemplateAction.TYPE,
                    new TransportDeleteComposableIndexTemplateAction.Request(delete.what()),
                    listener.map(done -> null));
        } else {
            listener.onResponse(null); // advice
        }
    }

    private static XContentParser parser(Map<String, Object> body) throws IOException {
        return XContentHelper.createParserNotCompressed(
                XContentParserConfiguration.EMPTY, json(body), XContentType.JSON);
    }

    private static BytesReference json(Map<String, Object> body) {
        try (XContentBuilder builder = XContentFactory.jsonBuilder()) {
            return BytesReference.bytes(builder.map(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
