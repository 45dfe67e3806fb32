package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.FailedNodeException;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.action.support.nodes.BaseNodeResponse;
import org.elasticsearch.action.support.nodes.BaseNodesRequest;
import org.elasticsearch.action.support.nodes.BaseNodesResponse;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.transport.TransportRequest;
import org.esdetect.es.health.HealthSummary;
import org.esdetect.es.health.NodeReport;
import org.jspecify.annotations.Nullable;

/** Asks every node with the plugin what is wrong there, and tells it what the last collection found. */
public final class CollectHealthAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/health/collect");

    private CollectHealthAction() {}

    public static final class Request extends BaseNodesRequest<Request> {
        private final Optional<HealthSummary> last;

        Request(DiscoveryNode[] nodes, Optional<HealthSummary> last) {
            super(nodes);
            this.last = last;
        }

        Optional<HealthSummary> last() {
            return last;
        }
    }

    static final class NodeRequest extends TransportRequest {
        private final @Nullable HealthSummary last;

        NodeRequest(Optional<HealthSummary> last) {
            this.last = last.orElse(null);
        }

        NodeRequest(StreamInput in) throws IOException {
            super(in);
            this.last = in.readOptionalWriteable(HealthSummary::read);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            super.writeTo(out);
            out.writeOptionalWriteable(last);
        }

        Optional<HealthSummary> last() {
            return Optional.ofNullable(last);
        }
    }

    static final class NodeAnswer extends BaseNodeResponse implements Writeable {
        private final NodeReport report;

        NodeAnswer(DiscoveryNode node, NodeReport report) {
            super(node);
            this.report = report;
        }

        NodeAnswer(StreamInput in, DiscoveryNode node) throws IOException {
            super(in, node);
            this.report = NodeReport.read(in);
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            super.writeTo(out);
            report.writeTo(out);
        }

        NodeReport report() {
            return report;
        }
    }

    public static final class Response extends BaseNodesResponse<NodeAnswer> {
        Response(ClusterName clusterName, List<NodeAnswer> nodes, List<FailedNodeException> failures) {
            super(clusterName, nodes, failures);
        }

        @Override
        protected List<NodeAnswer> readNodesFrom(StreamInput in) {
            return TransportAction.localOnly();
        }

        @Override
        protected void writeNodesTo(StreamOutput out, List<NodeAnswer> nodes) {
            TransportAction.localOnly();
        }
    }
}
