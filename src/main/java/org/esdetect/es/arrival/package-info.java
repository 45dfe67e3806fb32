/** What arrived since: a cursor per shard, and the query that reads it. */
@NullMarked
package org.esdetect.es.arrival;

import org.jspecify.annotations.NullMarked;
