package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.core.Releasable;
import org.esdetect.sequence.Candidate;

/** The candidates that were read for one search of the machine, and the memory that they take. */
final class CandidatesRead implements Releasable {
    private final RunMemory memory;
    private final List<Candidate<EventRef>> candidates = new ArrayList<>();
    private long bytes;

    CandidatesRead(RunMemory memory) {
        this.memory = memory;
    }

    /** Takes a page of them. */
    void take(List<Candidate<EventRef>> page, ActionListener<Void> next) {
        long more = page.stream().mapToLong(CandidateReader::bytes).sum();
        memory.take(more);
        bytes += more;
        candidates.addAll(page);
        next.onResponse(null);
    }

    List<Candidate<EventRef>> candidates() {
        return candidates;
    }

    @Override
    public void close() {
        candidates.clear();
        memory.release(bytes);
        bytes = 0;
    }
}
