package org.esdetect.es.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentType;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.esdetect.alert.Alert;

/** An alert as JSON; what its rule says of itself is copied, as it was encoded before. */
final class AlertJson {
    private AlertJson() {}

    /** @throws IllegalArgumentException when a value is of no type that JSON has */
    static BytesReference of(Alert alert) {
        try (XContentBuilder json = JsonXContent.contentBuilder()) {
            json.startObject();
            for (Map.Entry<String, Object> field : alert.source().entrySet()) {
                byte[] encoded = alert.fixed().json(field.getKey(), field.getValue());
                if (encoded == null) {
                    json.field(field.getKey(), field.getValue());
                } else {
                    json.rawField(field.getKey(), new BytesArray(encoded).streamInput(), XContentType.JSON);
                }
            }
            return BytesReference.bytes(json.endObject());
        } catch (IOException impossible) {
            throw new UncheckedIOException("alert [" + alert.id() + "]", impossible);
        }
    }
}
