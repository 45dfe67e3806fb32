package org.esdetect.es.store;

import java.util.Map;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.delete.DeleteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.esdetect.es.DetectNames;

/** The writes of documents into the store, each only as its writer expects to find it. */
final class StoreRequests {
    private StoreRequests() {}

    static DocWriteRequest<?> put(String documentId, Map<String, Object> source, Precondition precondition) {
        IndexRequest request =
                new IndexRequest(DetectNames.RULES_INDEX).id(documentId).source(source);
        if (precondition.absent()) {
            request.opType(DocWriteRequest.OpType.CREATE);
        }
        return expecting(request, precondition);
    }

    static DocWriteRequest<?> delete(String documentId, Precondition precondition) {
        return expecting(new DeleteRequest(DetectNames.RULES_INDEX, documentId), precondition);
    }

    static IndexRequest raiseGeneration() {
        return new IndexRequest(DetectNames.RULES_INDEX)
                .id(RuleStore.GENERATION_ID)
                .source(Map.of(RuleSource.KIND, RuleSource.KIND_GENERATION));
    }

    private static DocWriteRequest<?> expecting(DocWriteRequest<?> request, Precondition precondition) {
        precondition.version().ifPresent(version -> {
            request.setIfSeqNo(version.seqNo());
            request.setIfPrimaryTerm(version.primaryTerm());
        });
        return request;
    }
}
