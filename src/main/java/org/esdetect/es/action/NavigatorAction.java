package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.jspecify.annotations.Nullable;

/** The rules that are run, as a layer of the ATT&CK Navigator. Answered by the node that is asked. */
public final class NavigatorAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/navigator");

    private NavigatorAction() {}

    public static final class Request extends UntypedActionRequest {
        private final String attackVersion;

        /** @param attackVersion the release of ATT&CK that the layer is to be shown in */
        public Request(String attackVersion) {
            this.attackVersion = attackVersion;
        }

        String attackVersion() {
            return attackVersion;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
