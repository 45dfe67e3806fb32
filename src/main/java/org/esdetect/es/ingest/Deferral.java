package org.esdetect.es.ingest;

/** Why a document was not judged while it was ingested: {@code detect.deferred}. */
enum Deferral {
    /** This node has not loaded rules since it started. */
    RULES_NOT_LOADED("rules_not_loaded"),
    /** A rule threw: a bug of ours, or a document that is too much for it. */
    ERROR("error");

    private final String fieldValue;

    Deferral(String fieldValue) {
        this.fieldValue = fieldValue;
    }

    String fieldValue() {
        return fieldValue;
    }
}
