package org.esdetect.network;

import org.jspecify.annotations.Nullable;

/**
 * A condition that an event touched and that got no verdict.
 *
 * @param cause what judging it threw: a {@link org.esdetect.condition.BudgetExceededException} when it needs more steps
 *     than one condition may take; null when it was set aside
 */
public record Undecided(int condition, @Nullable Throwable cause) {}
