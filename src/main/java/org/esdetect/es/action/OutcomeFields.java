package org.esdetect.es.action;

import java.io.IOException;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.run.RunResult;

/** How a run ended, in an answer: with what people should know of it, if there is anything. */
final class OutcomeFields {
    private OutcomeFields() {}

    static void write(XContentBuilder builder, RunResult result) throws IOException {
        builder.field("outcome", result.outcome().text());
        if (!result.message().isEmpty()) {
            builder.field("message", result.message());
        }
        if (!result.work().notes().isEmpty()) {
            builder.field("notes", result.work().notes());
        }
    }
}
