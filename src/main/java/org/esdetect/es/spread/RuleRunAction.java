package org.esdetect.es.spread;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.tasks.CancellableTask;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.transport.TransportRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * A run of one rule on a node that the owner of the schedule chose. Between nodes only: nobody can ask for it over
 * REST, and no user may.
 */
public final class RuleRunAction {
    public static final ActionType<Response> TYPE = new ActionType<>("internal:detect/rule/run");
    static final String ON_NODE = TYPE.name() + "[n]";

    private RuleRunAction() {}

    /** To this node, which sends it to {@code node}. */
    public static final class Request extends UntypedActionRequest {
        private final String nodeId;
        private final RunMessage message;

        Request(String nodeId, RunMessage message) {
            this.nodeId = nodeId;
            this.message = message;
        }

        String nodeId() {
            return nodeId;
        }

        RunMessage message() {
            return message;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }

        @Override
        public String getDescription() {
            return "rule [" + message.ruleId() + "] on node [" + nodeId + "]";
        }

        @Override
        public Task createTask(long id, String type, String action, TaskId parent, Map<String, String> headers) {
            return new CancellableTask(id, type, action, getDescription(), parent, headers);
        }

        @Override
        public void writeTo(StreamOutput out) {
            TransportAction.localOnly();
        }
    }

    /** To the node that does it. */
    static final class NodeRequest extends TransportRequest {
        private final RunMessage message;

        NodeRequest(RunMessage message) {
            this.message = message;
        }

        NodeRequest(StreamInput in) throws IOException {
            super(in);
            this.message = RunMessage.read(in);
        }

        RunMessage message() {
            return message;
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            super.writeTo(out);
            message.writeTo(out);
        }

        @Override
        public String getDescription() {
            return "rule [" + message.ruleId() + "] over " + message.scope().describe();
        }

        @Override
        public Task createTask(long id, String type, String action, TaskId parent, Map<String, String> headers) {
            return new RuleRunTask(id, type, action, getDescription(), parent, headers);
        }
    }

    /** What became of it. */
    public static final class Response extends ActionResponse {
        private final @Nullable Done done;

        private Response(@Nullable Done done) {
            this.done = done;
        }

        static Response of(Done done) {
            return new Response(done);
        }

        /** The node does not hold this state of the rule. */
        static Response notHeld() {
            return new Response((Done) null);
        }

        Response(StreamInput in) throws IOException {
            this.done = in.readOptionalWriteable(Done::read);
        }

        /** Empty when the node does not hold this state of the rule. */
        Optional<Done> done() {
            return Optional.ofNullable(done);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            out.writeOptionalWriteable(done);
        }
    }

    /** A run that is over. */
    record Done(RunResult result, RunStatus status) implements Writeable {
        static Done read(StreamInput in) throws IOException {
            return new Done(RunResult.read(in), RunStatus.read(in));
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            result.writeTo(out);
            status.writeTo(out);
        }
    }
}
