/**
 * What benchmarks share: the rules and the events to measure with, and how to judge by several engines in the same way.
 *
 * <p>System properties: {@code detect.bench.rules} is a folder of TOML rules (default: the bundled ones),
 * {@code detect.bench.events} a file of events, a line each, gzipped when its name ends in {@code .gz} (default: the
 * samples in {@code rules}), {@code detect.bench.triggers} a file of events that trigger rules (default: none).
 */
package org.esdetect.bench;
