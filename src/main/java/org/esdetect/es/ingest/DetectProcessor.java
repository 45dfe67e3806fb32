package org.esdetect.es.ingest;

import java.util.Map;
import java.util.TreeSet;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.ingest.AbstractProcessor;
import org.elasticsearch.ingest.IngestDocument;
import org.elasticsearch.ingest.Processor;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/**
 * The ingest processor {@code detect}: tags a document with the rules that it matches. It writes no alert, so that
 * simulating a pipeline raises none; the alert is written once the document is durable.
 */
public final class DetectProcessor extends AbstractProcessor {
    /** The processor's name in a pipeline. */
    public static final String TYPE = DetectNames.PIPELINE;

    private final Inspection inspection;

    private DetectProcessor(@Nullable String tag, @Nullable String description, Inspection inspection) {
        super(tag, description);
        this.inspection = inspection;
    }

    @Override
    public IngestDocument execute(IngestDocument document) {
        inspection.inspect(document.getSource(), document.getMetadata().getIndex());
        return document;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    /** Makes processors of one node; they share its inspection. */
    public static final class Factory implements Processor.Factory {
        private final Inspection inspection;

        public Factory(Inspection inspection) {
            this.inspection = inspection;
        }

        /** @throws ElasticsearchParseException if an option is left that Elasticsearch did not take itself */
        @Override
        public DetectProcessor create(
                Map<String, Processor.Factory> factories,
                @Nullable String tag,
                @Nullable String description,
                Map<String, Object> options) {
            if (!options.isEmpty()) {
                throw new ElasticsearchParseException(
                        "processor [{}] takes no option of its own, found {}: which rules run is decided by the rules,"
                                + " remove the option",
                        TYPE,
                        new TreeSet<>(options.keySet()));
            }
            return new DetectProcessor(tag, description, inspection);
        }
    }
}
