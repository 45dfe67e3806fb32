package org.esdetect.es.store;

/** Which write of a document is meant; equal only when nothing was written in between. */
public record Version(long seqNo, long primaryTerm) {}
