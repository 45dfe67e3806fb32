package org.esdetect.es.signal;

import java.util.Map;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Alert;

/** How what is new among the alerts is written: with {@code create}, so that what is there already is left alone. */
final class AlertRequests {
    private AlertRequests() {}

    /** @throws IllegalArgumentException when a value is of no type that JSON has */
    static IndexRequest create(Alert alert) {
        return create(alert.index(), alert.id()).source(AlertJson.of(alert), XContentType.JSON);
    }

    /** The same for an alert that was changed after it was made, and for what stands beside alerts. */
    static IndexRequest create(String index, String id, Map<String, Object> source) {
        return create(index, id).source(source, XContentType.JSON);
    }

    private static IndexRequest create(String index, String id) {
        return new IndexRequest(index).id(id).opType(DocWriteRequest.OpType.CREATE);
    }
}
