package org.esdetect.sequence;

import java.util.BitSet;
import org.esdetect.event.Event;

/**
 * An event that satisfies a step or the until of a sequence.
 *
 * @param reference what the caller knows the event by; comes back in a {@link CompletedSequence}
 * @param event read for the join keys only
 * @param steps the indices of the steps it satisfies, positive and missing ones alike
 * @param until whether it satisfies the cancelling condition
 */
public record Candidate<E>(E reference, Event event, Ordinal ordinal, BitSet steps, boolean until) {}
