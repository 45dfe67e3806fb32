/**
 * What ties the engine to Elasticsearch. Nothing outside this package and those below it knows the server.
 *
 * <p>Rooms, in the order of who may use whom: {@code plugin} wires; {@code rest} calls {@code action}; {@code action}
 * calls {@code manage}, {@code author} and {@code task}; {@code manage} uses {@code author} and {@code store};
 * {@code task} uses {@code arrival}, {@code query}, {@code signal} and {@code store}; {@code signal} uses
 * {@code ingest}; {@code stats} is used by all.
 */
@NullMarked
package org.esdetect.es;

import org.jspecify.annotations.NullMarked;
