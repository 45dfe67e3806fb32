package org.esdetect.es.task;

import java.time.Instant;

/** A run that somebody asked for, when it is over. Both ends of the window are inclusive. */
public record HandRun(String ruleName, Instant from, Instant to, RunResult result) {}
