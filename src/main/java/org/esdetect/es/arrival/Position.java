package org.esdetect.es.arrival;

/**
 * How far a shard was read.
 *
 * @param seqNo the last sequence number
 * @param history the shard's history UUID: a copy that lost operations and was forced to be primary counts its
 *     operations anew under another one
 */
public record Position(long seqNo, String history) {}
