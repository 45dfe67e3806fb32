package org.esdetect.es.action;

import java.io.IOException;
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
import org.esdetect.es.hand.HandRequest;
import org.esdetect.es.hand.HandRun;
import org.esdetect.es.hand.HandRunTask;
import org.esdetect.es.run.RunResult;
import org.jspecify.annotations.Nullable;

/** Runs rules now, over a window. Answered by the node that is asked. */
public final class RunAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:admin/detect/run");

    private RunAction() {}

    public static final class Request extends UntypedActionRequest {
        private final HandRequest run;
        private final boolean keepResult;

        /** @param keepResult whether the task API is to know the answer when the run is over */
        public Request(HandRequest run, boolean keepResult) {
            this.run = run;
            this.keepResult = keepResult;
        }

        public HandRequest run() {
            return run;
        }

        @Override
        public boolean getShouldStoreResult() {
            return keepResult;
        }

        @Override
        public String getDescription() {
            return run.ruleIds()
                    .map(ids -> "rules [" + String.join(", ", ids) + "]")
                    .orElse("all scheduled rules");
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
        private final long tookMillis;
        private final boolean dryRun;
        private final List<HandRun> runs;

        Response(long tookMillis, boolean dryRun, List<HandRun> runs) {
            this.tookMillis = tookMillis;
            this.dryRun = dryRun;
            this.runs = runs;
        }

        public List<HandRun> runs() {
            return runs;
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            builder.startObject().field("took", tookMillis).field("dry_run", dryRun);
            builder.startArray("rules");
            for (HandRun run : runs) {
                rule(builder, run);
            }
            return builder.endArray().endObject();
        }

        private static void rule(XContentBuilder builder, HandRun run) throws IOException {
            RunResult result = run.result();
            builder.startObject().field("rule_id", result.ruleId()).field("name", run.ruleName());
            OutcomeFields.write(builder, result);
            builder.field("took", result.tookMillis());
            builder.startObject("window")
                    .field("from", run.from().toString())
                    .field("to", run.to().toString())
                    .endObject();
            work(builder, result.work());
            builder.endObject();
        }

        private static void work(XContentBuilder builder, RunResult.Work work) throws IOException {
            builder.startArray("steps");
            for (RunResult.StepCount count : work.steps()) {
                builder.startObject()
                        .field("new_candidates", count.newCandidates())
                        .field("window_candidates", count.windowCandidates())
                        .field("searches", count.searches())
                        .field("read", count.read())
                        .endObject();
            }
            builder.endArray().field("searches", work.searches());
            builder.startObject("read")
                    .field("keys", work.reading().keys())
                    .field("events", work.reading().events())
                    .field("bytes", work.reading().bytes())
                    .endObject();
            builder.startObject("alerts")
                    .field("created", work.alerts().created())
                    .field("duplicate", work.alerts().duplicate())
                    .field("suppressed", work.alerts().suppressed())
                    .field("ids", work.alerts().ids())
                    .endObject();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            TransportAction.localOnly();
        }
    }
}
