package org.esdetect.es.action;

import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.store.RuleFilter;
import org.jspecify.annotations.Nullable;

/** Switches rules on or off. Answered by the node that is asked, when every node judges by it. */
public final class EnableRulesAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:admin/detect/rules/enable");

    private EnableRulesAction() {}

    /** Which rules. */
    public sealed interface Selection {
        record One(String ruleId) implements Selection {}

        record Named(List<String> ruleIds) implements Selection {}

        record Filtered(RuleFilter filter) implements Selection {}
    }

    public static final class Request extends UntypedActionRequest {
        private final Selection selection;
        private final boolean on;

        public Request(Selection selection, boolean on) {
            this.selection = selection;
            this.on = on;
        }

        Selection selection() {
            return selection;
        }

        boolean on() {
            return on;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
