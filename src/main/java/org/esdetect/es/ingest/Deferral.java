package org.esdetect.es.ingest;

/** Why a document was not judged by every rule while it was ingested: {@code detect.deferred}. */
enum Deferral {
    /** This node has not loaded rules since it started. */
    RULES_NOT_LOADED("rules_not_loaded"),
    /**
     * The document is more than one is judged for on its way: too many array items, too long a value, too many steps.
     */
    TOO_LARGE("too_large"),
    /** A rule needs more steps on this document than one rule may take. */
    RULE_TOO_COSTLY("rule_too_costly"),
    /** A rule that may match it is in {@link Quarantine} on this node. */
    QUARANTINED("quarantined"),
    /** A rule threw: a bug of ours. */
    ERROR("error");

    private final String fieldValue;

    Deferral(String fieldValue) {
        this.fieldValue = fieldValue;
    }

    String fieldValue() {
        return fieldValue;
    }
}
