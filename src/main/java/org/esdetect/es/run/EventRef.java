package org.esdetect.es.run;

/**
 * What a run remembers of an event until its sequence is complete.
 *
 * @param judged whether it is one of those that the run must judge, not only joins
 * @param arrivedMillis when it came, as far as that is known; its own time otherwise
 */
record EventRef(String index, String id, boolean judged, long arrivedMillis) {}
