package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.FailedNodeException;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.action.support.nodes.BaseNodeResponse;
import org.elasticsearch.action.support.nodes.BaseNodesRequest;
import org.elasticsearch.action.support.nodes.BaseNodesResponse;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.transport.TransportRequest;
import org.elasticsearch.xcontent.ToXContentFragment;
import org.elasticsearch.xcontent.XContentBuilder;

/** What every node counted, and the sums. */
public final class DetectStatsAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/stats");

    private DetectStatsAction() {}

    /** To all nodes. */
    public static final class Request extends BaseNodesRequest<Request> {
        public Request() {
            super(Strings.EMPTY_ARRAY);
        }
    }

    static final class NodeRequest extends TransportRequest {
        NodeRequest() {}

        NodeRequest(StreamInput in) throws IOException {
            super(in);
        }
    }

    public static final class NodeStats extends BaseNodeResponse {
        private final Map<String, Object> sections;

        NodeStats(DiscoveryNode node, Map<String, Object> sections) {
            super(node);
            this.sections = sections;
        }

        NodeStats(StreamInput in, DiscoveryNode node) throws IOException {
            super(in, node);
            this.sections = in.readGenericMap();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            super.writeTo(out);
            out.writeGenericMap(sections);
        }

        /** Section name to counters. */
        public Map<String, Object> sections() {
            return sections;
        }
    }

    public static final class Response extends BaseNodesResponse<NodeStats> implements ToXContentFragment {
        private final Map<String, Object> total;

        Response(
                ClusterName clusterName,
                List<NodeStats> nodes,
                List<FailedNodeException> failures,
                Map<String, Object> total) {
            super(clusterName, nodes, failures);
            this.total = total;
        }

        /** Section name to sums over the nodes that answered. */
        public Map<String, Object> total() {
            return total;
        }

        @Override
        protected List<NodeStats> readNodesFrom(StreamInput in) {
            return TransportAction.localOnly();
        }

        @Override
        protected void writeNodesTo(StreamOutput out, List<NodeStats> nodes) {
            TransportAction.localOnly();
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            builder.field("total", total);
            builder.startObject("nodes");
            for (NodeStats node : getNodes()) {
                builder.startObject(node.getNode().getId());
                builder.field("name", node.getNode().getName());
                builder.mapContents(node.sections());
                builder.endObject();
            }
            return builder.endObject();
        }
    }
}
