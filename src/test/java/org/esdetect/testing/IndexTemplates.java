package org.esdetect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;

/** Installs a template body the way a client would: as JSON. */
public final class IndexTemplates {
    private IndexTemplates() {}

    public static void put(Client client, String name, Map<String, Object> body) {
        try (XContentBuilder json = XContentFactory.jsonBuilder().map(body);
                XContentParser parser = XContentType.JSON
                        .xContent()
                        .createParser(
                                XContentParserConfiguration.EMPTY,
                                BytesReference.bytes(json).streamInput())) {
            TransportPutComposableIndexTemplateAction.Request request =
                    new TransportPutComposableIndexTemplateAction.Request(name)
                            .indexTemplate(ComposableIndexTemplate.parse(parser));
            client.execute(TransportPutComposableIndexTemplateAction.TYPE, request)
                    .actionGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
