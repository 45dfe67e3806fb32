package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.Steps;
import org.esdetect.es.run.CandidateReader.Keyed;
import org.esdetect.es.run.EventWindows.Window;

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

    /** The events that happened in one of {@code windows} and may be joined; there is at least one window. */
    QueryBuilder toJoinIn(List<Window> windows) {
        String timestamp = run.request().rule().rule().fields().timestamp();
        List<QueryBuilder> ranges = windows.stream()
                .map(window -> TimeWindow.range(timestamp, window.fromMillis(), window.toMillis()))
                .toList();
        QueryBuilder toJoin = run.request().scope().toJoin();
        if (ranges.size() == 1) {
            return Run.both(toJoin, ranges.get(0));
        }
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        ranges.forEach(any::should);
        return Run.both(toJoin, any);
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
