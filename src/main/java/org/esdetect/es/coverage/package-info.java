/**
 * Which indices the rules name, and how each of them is judged: while its documents are ingested, or by runs
 * afterwards.
 *
 * <p>{@link org.esdetect.es.coverage.IndexVerdicts} decides, {@link org.esdetect.es.coverage.RuleCoverage} tells it to
 * people, rule by rule, {@link org.esdetect.es.coverage.CoverageHealth} to the health report.
 * {@link org.esdetect.es.coverage.NamedIndices} and {@link org.esdetect.es.coverage.UncoveredIndices} follow it through
 * time for the schedule, so that an index that changes from one to the other loses nothing.
 *
 * <p>Reads the cluster state only. What the processor covers is decided in {@code ingest}.
 */
@NullMarked
package org.esdetect.es.coverage;

import org.jspecify.annotations.NullMarked;
