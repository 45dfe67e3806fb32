package org.esdetect.es.signal;

/**
 * The alert that stands for a group, and until when it takes in others.
 *
 * @param closed whether people closed it: what comes now is news
 */
record FoldingWindow(String id, String index, long endMillis, boolean closed) {}
