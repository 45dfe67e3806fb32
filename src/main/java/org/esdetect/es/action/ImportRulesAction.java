package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.manage.RuleImport;
import org.jspecify.annotations.Nullable;

/** Takes the rules of a file. Answered by the node that is asked, when every node judges by them. */
public final class ImportRulesAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:admin/detect/rules/import");

    private ImportRulesAction() {}

    /** What a file is written in. */
    public enum Format {
        /** An object a line, as Kibana exports; or one rule over several lines. */
        NDJSON,
        /** One rule. */
        TOML
    }

    public static final class Request extends UntypedActionRequest {
        private final Format format;
        private final String text;
        private final RuleImport.Overwrite overwrite;

        public Request(Format format, String text, RuleImport.Overwrite overwrite) {
            this.format = format;
            this.text = text;
            this.overwrite = overwrite;
        }

        Format format() {
            return format;
        }

        String text() {
            return text;
        }

        RuleImport.Overwrite overwrite() {
            return overwrite;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
