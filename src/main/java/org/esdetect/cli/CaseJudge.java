package org.esdetect.cli;

import java.io.IOException;
import java.util.List;
import org.esdetect.engine.CompiledRule;
import org.esdetect.event.Event;

/** Says what a rule matches in the events of a case. */
@FunctionalInterface
interface CaseJudge {
    /**
     * The matches of {@code rule}: of each the positions of its events in {@code events}, from 0.
     *
     * @throws org.esdetect.sequence.SequenceLimitExceededException if a sequence needs more memory than a run may use
     */
    List<List<Integer>> matches(CompiledRule rule, List<Event> events) throws IOException;
}
