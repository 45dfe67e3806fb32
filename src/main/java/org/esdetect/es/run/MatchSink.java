package org.esdetect.es.run;

import java.util.List;
import org.elasticsearch.action.ActionListener;

/** Where the matches of one run go. */
@FunctionalInterface
public interface MatchSink {
    /** Takes some matches, in any order; the listener fails when the run must be repeated. */
    void accept(List<Match> matches, ActionListener<Void> listener);

    /** Makes the sink of a run. */
    @FunctionalInterface
    interface Factory {
        MatchSink open(RunRequest request, RunLedger ledger);
    }
}
