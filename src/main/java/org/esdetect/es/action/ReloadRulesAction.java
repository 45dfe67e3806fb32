package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
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

/** Makes every node load the rules that are stored now. */
public final class ReloadRulesAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:admin/detect/rules/reload");

    private ReloadRulesAction() {}

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

    /** A node that judges by what was stored when it was asked, or later. */
    public static final class NodeLoaded extends BaseNodeResponse {
        private final long generation;

        NodeLoaded(DiscoveryNode node, long generation) {
            super(node);
            this.generation = generation;
        }

        NodeLoaded(StreamInput in, DiscoveryNode node) throws IOException {
            super(in, node);
            this.generation = in.readVLong();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            super.writeTo(out);
            out.writeVLong(generation);
        }

        public long generation() {
            return generation;
        }
    }

    public static final class Response extends BaseNodesResponse<NodeLoaded> {
        Response(ClusterName clusterName, List<NodeLoaded> nodes, List<FailedNodeException> failures) {
            super(clusterName, nodes, failures);
        }

        @Override
        protected List<NodeLoaded> readNodesFrom(StreamInput in) {
            return TransportAction.localOnly();
        }

        @Override
        protected void writeNodesTo(StreamOutput out, List<NodeLoaded> nodes) {
            TransportAction.localOnly();
        }
    }
}
