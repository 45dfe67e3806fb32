package org.esdetect.es.hand;

import java.time.Instant;
import org.esdetect.es.run.RunResult;

/** A run that somebody asked for, when it is over. Both ends of the window are inclusive. */
public record HandRun(String ruleName, Instant from, Instant to, RunResult result) {}
