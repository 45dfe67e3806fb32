package org.esdetect.es.ingest;

/** Why a document was not judged while it was ingested: {@code detect.deferred}. */
enum Deferral {
    /** This node has not loaded rules since it started. */
    RULES_NOT_LOADED("rules_not_loaded"),
    /**
     * The document is more than one is judged for on its way: too many array items, too long a value, too many steps.
     */
    TOO_LARGE("too_large"),
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
