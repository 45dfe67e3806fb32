/**
 * One run of one rule: what it is to judge, how it reads that, and what became of it.
 *
 * <p>The one entry is {@link org.esdetect.es.run.RuleRun}. It is given a {@link org.esdetect.es.run.RunRequest} (a
 * rule, and a {@link org.esdetect.es.run.Scope}: what arrived, or a window of time) and
 * {@link org.esdetect.es.run.RunTools}, and answers with a {@link org.esdetect.es.run.RunResult}. {@code EventRun} and
 * {@code SequenceRun} are its two kinds. A sequence looks first at when something new could be part of one
 * ({@code ArrivalTimes}, {@code EventWindows}), then reads those stretches of time ({@code SequenceReading},
 * {@code CandidateReader}). {@code RunLedger} counts what it costs, {@code RunMemory} holds it to what it may take,
 * {@code CappedAlerts} to what it may write. {@link org.esdetect.es.run.ObservedRun} puts a run under a task that can
 * be watched and cancelled; {@link org.esdetect.es.run.RunLog} writes down what became of it.
 *
 * <p>{@link org.esdetect.es.run.NewCandidates} finds out for many runs at once which of them have nothing to do.
 *
 * <p>Nothing here knows when or where a run is started, or remembers anything from one run to the next: the request
 * says where to go on, the result how far it came. So the schedule and runs by hand share it, and neither is imported.
 */
@NullMarked
package org.esdetect.es.run;

import org.jspecify.annotations.NullMarked;
