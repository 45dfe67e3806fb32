package org.esdetect.es.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.es.arrival.Arrivals;

/** Which events a run must judge, and which it may join them with. */
public sealed interface Scope {

    /** The indices that may hold events to judge, by name. */
    String[] indicesToJudge();

    /** All indices of the rule that can be read, by name. */
    String[] indicesToJoin();

    /** The events to judge. */
    QueryBuilder toJudge();

    /** Those of the events to judge that {@code query} finds. */
    default QueryBuilder toJudge(QueryBuilder query) {
        return Run.both(toJudge(), query);
    }

    /** The events that may be joined with them, these among them. */
    QueryBuilder toJoin();

    /** Whether a sequence is found when its last event is to be judged, or already when any is. */
    boolean byLastEvent();

    /** Two scopes that hold the same events to judge, to be run in this order; empty when it cannot be divided. */
    Optional<List<Scope>> halves();

    /** The window of event time, when there is one. */
    Optional<TimeWindow> window();

    /** For people: what was looked at. */
    String describe();

    /**
     * What arrived between a cursor and a checkpoint, whatever its own time.
     *
     * @param judged those of {@code indices} whose arrivals count
     */
    record Arrived(Arrivals arrivals, Set<String> judged) implements Scope {
        @Override
        public String[] indicesToJudge() {
            TreeSet<String> names = new TreeSet<>(arrivals.indicesWithNew());
            names.retainAll(judged);
            return names.toArray(String[]::new);
        }

        @Override
        public String[] indicesToJoin() {
            return arrivals.readableIndices().toArray(String[]::new);
        }

        @Override
        public QueryBuilder toJudge() {
            return arrivals.newDocuments();
        }

        @Override
        public QueryBuilder toJudge(QueryBuilder query) {
            return arrivals.newDocuments().among(query);
        }

        @Override
        public QueryBuilder toJoin() {
            return arrivals.allDocuments();
        }

        @Override
        public boolean byLastEvent() {
            return false;
        }

        @Override
        public Optional<List<Scope>> halves() {
            return arrivals.firstHalf()
                    .map(first -> List.of(new Arrived(first, judged), new Arrived(arrivals.after(first), judged)));
        }

        @Override
        public Optional<TimeWindow> window() {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return arrivals.operations() + " operations in " + arrivals.ranges().size() + " shards";
        }
    }

    /**
     * What lies in a window of event time.
     *
     * @param readable what may be read at all, for a window that must not see what a cursor has not reached
     */
    record Window(Set<String> indices, TimeWindow time, QueryBuilder readable, boolean byLastEvent) implements Scope {
        @Override
        public String[] indicesToJudge() {
            return indicesToJoin();
        }

        @Override
        public String[] indicesToJoin() {
            return new TreeSet<>(indices).toArray(String[]::new);
        }

        @Override
        public QueryBuilder toJudge() {
            return QueryBuilders.boolQuery().filter(time.query()).filter(readable);
        }

        @Override
        public QueryBuilder toJoin() {
            return readable;
        }

        @Override
        public Optional<List<Scope>> halves() {
            return time.halves().map(halves -> halves.stream()
                    .<Scope>map(half -> new Window(indices, half, readable, byLastEvent))
                    .toList());
        }

        @Override
        public Optional<TimeWindow> window() {
            return Optional.of(time);
        }

        @Override
        public String describe() {
            return time.toString();
        }
    }
}
