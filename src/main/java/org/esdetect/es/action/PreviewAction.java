package org.esdetect.es.action;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.hand.FrequentValues;
import org.esdetect.es.hand.HandRunTask;
import org.esdetect.es.hand.PreviewRequest;
import org.esdetect.es.hand.PreviewResult;
import org.esdetect.es.run.EventId;
import org.esdetect.es.run.RunResult;
import org.jspecify.annotations.Nullable;

/** Shows what a rule or a query would find. Answered by the node that is asked. */
public final class PreviewAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/preview");

    private PreviewAction() {}

    public static final class Request extends UntypedActionRequest {
        private final PreviewRequest preview;
        private final boolean keepResult;

        /** @param keepResult whether the task API is to know the answer when it is there */
        public Request(PreviewRequest preview, boolean keepResult) {
            this.preview = preview;
            this.keepResult = keepResult;
        }

        @Override
        public boolean getShouldStoreResult() {
            return keepResult;
        }

        public PreviewRequest preview() {
            return preview;
        }

        @Override
        public String getDescription() {
            return preview.subject() instanceof PreviewRequest.Subject.OfRule rule
                    ? "rule [" + rule.ruleId() + "]"
                    : "query";
        }

        @Override
        public Task createTask(long id, String type, String action, TaskId parent, Map<String, String> headers) {
            return new HandRunTask(id, type, action, getDescription(), parent, headers);
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }

    public static final class Response extends ActionResponse implements ToXContentObject {
        private final PreviewResult result;

        Response(PreviewResult result) {
            this.result = result;
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            RunResult run = result.run();
            builder.startObject().field("took", run.tookMillis());
            OutcomeFields.write(builder, run);
            builder.startObject("window");
            if (result.from().isPresent()) {
                builder.field("from", result.from().get().toString());
            }
            if (result.to().isPresent()) {
                builder.field("to", result.to().get().toString());
            }
            builder.endObject().field("indices", result.indices()).field("total", result.total());
            matches(builder);
            histogram(builder);
            values(builder);
            steps(builder, run);
            return builder.field("searches", run.work().searches()).endObject();
        }

        private void matches(XContentBuilder builder) throws IOException {
            builder.startArray("matches");
            for (PreviewResult.Shown match : result.matches()) {
                builder.startObject();
                if (match.time().isPresent()) {
                    builder.field("time", match.time().get().toString());
                }
                builder.startArray("events");
                for (EventId event : match.events()) {
                    builder.startObject()
                            .field("_index", event.index())
                            .field("_id", event.id())
                            .endObject();
                }
                builder.endArray();
                if (match.alert().isPresent()) {
                    builder.field("alert", match.alert().get());
                }
                builder.endObject();
            }
            builder.endArray();
        }

        private void histogram(XContentBuilder builder) throws IOException {
            builder.startObject("histogram")
                    .field("interval", result.times().interval().toSeconds() + "s")
                    .startArray("buckets");
            for (Map.Entry<Long, Long> bucket : result.times().buckets().entrySet()) {
                builder.startObject()
                        .field("time", Instant.ofEpochMilli(bucket.getKey()).toString())
                        .field("matches", bucket.getValue())
                        .endObject();
            }
            builder.endArray().endObject();
        }

        private void values(XContentBuilder builder) throws IOException {
            builder.startObject("values");
            for (Map.Entry<String, FrequentValues.Snapshot> field :
                    result.values().entrySet()) {
                builder.startObject(field.getKey()).startArray("top");
                for (Map.Entry<String, Long> value : field.getValue().top().entrySet()) {
                    builder.startObject()
                            .field("value", value.getKey())
                            .field("matches", value.getValue())
                            .endObject();
                }
                builder.endArray().field("others", field.getValue().others()).endObject();
            }
            builder.endObject();
        }

        private void steps(XContentBuilder builder, RunResult run) throws IOException {
            List<RunResult.StepCount> counts = run.work().steps();
            builder.startArray("steps");
            for (int step = 0; step < counts.size(); step++) {
                builder.startObject()
                        .field("new_candidates", counts.get(step).newCandidates())
                        .field("window_candidates", counts.get(step).windowCandidates())
                        .field("exact", result.exact().get(step))
                        .endObject();
            }
            builder.endArray();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            TransportAction.localOnly();
        }
    }
}
