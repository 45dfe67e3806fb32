package org.esdetect.es.action;

import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.ValidateActions;
import org.elasticsearch.core.TimeValue;
import org.jspecify.annotations.Nullable;

/** Puts the processor into pipelines or takes it out. Answered by the node that is asked, with the caller's rights. */
public final class AttachmentAction {
    public static final ActionType<MapResponse> ATTACH = new ActionType<>("cluster:admin/detect/attach");
    public static final ActionType<MapResponse> DETACH = new ActionType<>("cluster:admin/detect/detach");
    public static final ActionType<MapResponse> UNINSTALL = new ActionType<>("cluster:admin/detect/uninstall");

    private AttachmentAction() {}

    public static final class Request extends UntypedActionRequest {
        private final boolean everything;
        private final List<String> indices;
        private final boolean dryRun;
        private final TimeValue timeout;

        private Request(boolean everything, List<String> indices, boolean dryRun, TimeValue timeout) {
            this.everything = everything;
            this.indices = List.copyOf(indices);
            this.dryRun = dryRun;
            this.timeout = timeout;
        }

        /** About the data streams and indices that {@code patterns} name. */
        public static Request about(List<String> patterns, boolean dryRun, TimeValue timeout) {
            return new Request(false, patterns, dryRun, timeout);
        }

        /** About all of the cluster. */
        public static Request aboutAll(boolean dryRun, TimeValue timeout) {
            return new Request(true, List.of(), dryRun, timeout);
        }

        List<String> indices() {
            return indices;
        }

        boolean dryRun() {
            return dryRun;
        }

        TimeValue timeout() {
            return timeout;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return everything || !indices.isEmpty()
                    ? null
                    : ValidateActions.addValidationError(
                            "[index] is missing, expected data streams or indices, for example"
                                    + " [logs-endpoint.events.*]",
                            null);
        }
    }
}
