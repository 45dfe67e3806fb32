package org.esdetect.es;

/** Names that users see, each in one place. */
public final class DetectNames {
    /** The processor's type and the pipeline's id. */
    public static final String PIPELINE = "detect";

    /** The index template that makes a bare cluster's endpoint data streams run the pipeline. */
    public static final String ENDPOINT_TEMPLATE = "logs-endpoint-detect";

    /** The signals template and the alias over all signals indices. */
    public static final String SIGNALS = "signals-detect";

    /** The run log's template; its indices are {@code .detect-runs-YYYY.MM}. */
    public static final String RUN_LOG = ".detect-runs";

    /** The template of what was folded into other alerts; its indices are {@code .detect-suppressed-YYYY.MM}. */
    public static final String SUPPRESSED = ".detect-suppressed";

    /** System index of rules. */
    public static final String RULES_INDEX = ".detect-rules";

    /** System index of cursors and other state of scheduled work. */
    public static final String STATE_INDEX = ".detect-state";

    /** The persistent task's name and id. */
    public static final String TASK = "detect";

    /** The thread pool of the plugin's own work, bounded. */
    public static final String THREAD_POOL = "detect";

    /** The object that the processor writes into a matching document. */
    public static final String TAG = "detect";

    /** Ids of the rules that matched, in the tag. */
    public static final String TAG_RULE_IDS = "detect.rule_ids";

    /** Why the document could not be judged while it was ingested, in the tag. */
    public static final String TAG_DEFERRED = "detect.deferred";

    /**
     * Those of {@link #TAG_RULE_IDS} that have had their share of alerts: none is raised for this event, in the tag.
     */
    public static final String TAG_CAPPED = "detect.capped";

    /** When the processor judged it, ISO-8601 with milliseconds, in the tag. */
    public static final String TAG_AT = "detect.at";

    private DetectNames() {}
}
