/**
 * What arrived since: a cursor per shard, and the query that reads it.
 *
 * <p>Scheduled work is driven by what arrived, never by the clock: {@link org.esdetect.es.arrival.Checkpoints} says how
 * far shards can be read, {@link org.esdetect.es.arrival.Cursor} how far they were, and the difference,
 * {@link org.esdetect.es.arrival.Arrivals}, is one query. Each operation of a shard has a sequence number, without
 * gaps; the global checkpoint is the highest below which every in-sync copy has everything, so that what is taken
 * survives a failover and is never counted anew.
 */
@NullMarked
package org.esdetect.es.arrival;

import org.jspecify.annotations.NullMarked;
