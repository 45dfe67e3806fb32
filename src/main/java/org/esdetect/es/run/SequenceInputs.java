package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.Steps;
import org.esdetect.es.run.CandidateReader.Keyed;

/**
 * What a run of a sequence rule works with.
 *
 * @param again what an earlier run left undecided and is due now
 * @param memory released when the run is over
 */
record SequenceInputs(
        Run run,
        Steps steps,
        StepQueries queries,
        CandidateReader reader,
        EventWindows windows,
        Optional<Undecided> again,
        RunMemory memory) {

    /** The conditions of which one of the events to judge must satisfy one: nothing else can make a sequence count. */
    BitSet completing() {
        if (!run.request().scope().byLastEvent()) {
            return steps.positiveConditions();
        }
        BitSet last = new BitSet();
        last.set(steps.lastPositiveCondition());
        return last;
    }

    /**
     * The join keys and times of the events that {@code query} finds and that satisfy one of {@code conditions}.
     *
     * @param query one for these conditions
     */
    void readKeys(String[] indices, QueryBuilder query, BitSet conditions, ActionListener<List<Keyed>> listener) {
        conditions.stream().forEach(condition -> steps.each(condition, run.ledger()::asked));
        SearchSourceBuilder source = reader.source(conditions).query(query);
        List<Keyed> keyed = new ArrayList<>();
        run.searches()
                .<Keyed>read(
                        indices,
                        source,
                        hit -> reader.keyed(hit, conditions),
                        (found, next) -> {
                            memory.take(found.stream().mapToLong(Keyed::bytes).sum());
                            keyed.addAll(found);
                            next.onResponse(null);
                        },
                        listener.delegateFailureAndWrap((next, done) -> next.onResponse(keyed)));
    }
}
