package org.esdetect.es.run;

/** A run would hold more events in memory than it may. */
final class TooManyCandidatesException extends RuntimeException {
    TooManyCandidatesException(long found, int maximum, String where) {
        super("[" + found + "] or more events " + where + " satisfy the steps of the rule, more than ["
                + RunSettings.MAX_CANDIDATES.getKey() + "] allows, which is [" + maximum
                + "]: raise the setting, or make the rule's steps more selective or its maxspan shorter");
    }
}
