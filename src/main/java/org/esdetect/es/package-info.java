/**
 * What ties the engine to Elasticsearch. Nothing outside this package and those below it knows the server.
 *
 * <p>Rooms, in the order of who may use whom: {@code plugin} wires; {@code rest} calls {@code action}; {@code action}
 * calls {@code manage}, {@code author} and {@code hand}; {@code manage} uses {@code author} and {@code store};
 * {@code schedule} puts scheduled work together and uses {@code spread} and {@code coverage}; these and {@code hand}
 * use {@code run}; {@code run} uses {@code arrival}, {@code query}, {@code rights} and {@code signal}; {@code signal}
 * uses {@code ingest}; {@code stats} is used by all.
 */
@NullMarked
package org.esdetect.es;

import org.jspecify.annotations.NullMarked;
