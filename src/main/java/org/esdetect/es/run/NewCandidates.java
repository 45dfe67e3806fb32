package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.search.MultiSearchRequest;
import org.elasticsearch.action.search.MultiSearchResponse;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.action.support.RefCountingRunnable;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.aggregations.AggregationBuilder;
import org.elasticsearch.search.aggregations.bucket.filter.Filter;
import org.elasticsearch.search.aggregations.bucket.filter.FilterAggregationBuilder;
import org.elasticsearch.search.aggregations.bucket.filter.Filters;
import org.elasticsearch.search.aggregations.bucket.filter.FiltersAggregationBuilder;
import org.elasticsearch.search.aggregations.metrics.Max;
import org.elasticsearch.search.aggregations.metrics.MaxAggregationBuilder;
import org.elasticsearch.search.aggregations.metrics.Min;
import org.elasticsearch.search.aggregations.metrics.MinAggregationBuilder;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.condition.Condition;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.run.EventWindows.Window;
import org.jspecify.annotations.Nullable;

/**
 * Counts what arrived for the rules of a round, all of them in one request for each author: nearly always nearly all
 * rules have nothing new, and then this is all they cost.
 *
 * <p>The conditions of rules that read the same indices share a search, as filters of one aggregation. Each filter
 * carries its own range of arrivals, so that a segment without any is not looked at; that is also why it is no plain
 * boolean query, which the aggregation would run document by document.
 *
 * <p>It is also asked when the first and the last arrival happened: around these times a rule with something new looks
 * whether there is any candidate of its other steps, before it reads.
 *
 * <p>What could not be counted, because a search failed or a shard did, is left out: such a rule counts for itself and
 * takes the failure down as its own.
 */
public final class NewCandidates {
    private static final Logger logger = LogManager.getLogger(NewCandidates.class);
    private static final String COUNTS = "counts";
    private static final String TIMES = "times";
    private static final String FIRST = "first";
    private static final String LAST = "last";

    /** Filters in one search: many save work, and are made again for every shard. */
    private static final int MAX_FILTERS = 100;

    /** Looking up the times of all arrivals is cheap once; rules with cursors of their own must not make it dear. */
    private static final int MAX_TIMED = 8;

    private final RunTools tools;

    public NewCandidates(RunTools tools) {
        this.tools = tools;
    }

    /** A run whose counts stand at {@code first} and after it among the filters of a search. */
    private record Asked(RunRequest run, int first, int count) {}

    /** One search. Runs whose cursors stand apart have different arrivals, and different times. */
    private record Batch(List<String> indices, List<Asked> asked, List<QueryBuilder> filters, List<Timed> timed) {
        Batch(List<String> indices) {
            this(indices, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(RunRequest run, List<QueryBuilder> queries) {
            asked.add(new Asked(run, filters.size(), queries.size()));
            filters.addAll(queries);
            Timed times = Timed.of(run);
            if (!timed.contains(times) && timed.size() < MAX_TIMED) {
                timed.add(times);
            }
        }

        boolean hasRoomFor(List<QueryBuilder> queries) {
            return filters.size() + queries.size() <= MAX_FILTERS;
        }
    }

    /** Events of which it is asked when the first and the last of them happened. */
    private record Timed(QueryBuilder events, String timestamp) {
        static Timed of(RunRequest run) {
            return new Timed(run.scope().toJudge(), run.rule().rule().fields().timestamp());
        }

        AggregationBuilder asAggregation(String name) {
            return new FilterAggregationBuilder(name, events)
                    .subAggregation(new MinAggregationBuilder(FIRST).field(timestamp))
                    .subAggregation(new MaxAggregationBuilder(LAST).field(timestamp));
        }

        static Optional<Window> times(Filter answer) {
            double first = ((Min) answer.getAggregations().get(FIRST)).value();
            double last = ((Max) answer.getAggregations().get(LAST)).value();
            return first <= last && Double.isFinite(first) && Double.isFinite(last)
                    ? Optional.of(new Window((long) first, (long) last))
                    : Optional.empty();
        }
    }

    /**
     * Asks for all of {@code runs}.
     *
     * @param listener answered with the same runs in the same order, those with counts that have some; never fails
     */
    public void count(List<RunRequest> runs, ActionListener<List<RunRequest>> listener) {
        Map<String, RunRequest> worthAsking = new TreeMap<>();
        for (RunRequest run : runs) {
            if (run.scope().indicesToJudge().length > 0) {
                worthAsking.put(run.rule().rule().id(), run);
            }
        }
        if (worthAsking.isEmpty()) {
            listener.onResponse(runs);
            return;
        }
        tools.rights()
                .clientsFor(
                        worthAsking.keySet(),
                        ActionListener.wrap(
                                clients -> ask(runs, batches(worthAsking, clients), listener),
                                failure -> listener.onResponse(runs)));
    }

    private Map<Client, List<Batch>> batches(Map<String, RunRequest> runs, Map<String, Client> clients) {
        Metadata metadata = tools.clusterService().state().metadata();
        Map<Client, List<Batch>> all = new LinkedHashMap<>();
        Map<Client, Map<List<String>, Batch>> open = new HashMap<>();
        runs.forEach((id, run) -> {
            Client client = clients.get(id);
            List<QueryBuilder> filters = filters(run, metadata);
            if (client != null && filters.size() <= MAX_FILTERS) {
                List<String> indices = List.of(run.scope().indicesToJudge());
                Map<List<String>, Batch> ofClient = open.computeIfAbsent(client, unseen -> new HashMap<>());
                @Nullable Batch batch = ofClient.get(indices);
                if (batch == null || !batch.hasRoomFor(filters)) {
                    batch = new Batch(indices);
                    ofClient.put(indices, batch);
                    all.computeIfAbsent(client, unseen -> new ArrayList<>()).add(batch);
                }
                batch.add(run, filters);
            }
        });
        return all;
    }

    /** One for each positive condition of a sequence, in their order; one for a single-event rule. */
    private List<QueryBuilder> filters(RunRequest run, Metadata metadata) {
        List<String> indices = List.of(run.scope().indicesToJoin());
        List<QueryBuilder> filters = new ArrayList<>();
        for (Condition condition : positive(run.rule().plan().orElseThrow())) {
            QueryBuilder query =
                    tools.queries().compile(condition, metadata, indices).query();
            filters.add(run.scope().toJudge(query));
        }
        return filters;
    }

    private static List<Condition> positive(Plan plan) {
        if (!(plan instanceof Plan.OfSequence sequence)) {
            return plan.inOrder();
        }
        Steps steps = new Steps(sequence);
        BitSet positive = steps.positiveConditions();
        return positive.stream().mapToObj(steps.conditions()::get).toList();
    }

    private void ask(
            List<RunRequest> runs, Map<Client, List<Batch>> searches, ActionListener<List<RunRequest>> listener) {
        Map<String, RunRequest> counted = Collections.synchronizedMap(new HashMap<>());
        Runnable answer = () -> tools.executor().execute(ActionRunnable.supply(listener, () -> runs.stream()
                .map(run -> counted.getOrDefault(run.rule().rule().id(), run))
                .toList()));
        try (RefCountingRunnable all = new RefCountingRunnable(answer)) {
            searches.forEach((client, batches) -> {
                MultiSearchRequest request = new MultiSearchRequest();
                batches.forEach(batch -> request.add(search(batch)));
                client.multiSearch(
                        request,
                        ActionListener.releaseAfter(
                                ActionListener.wrap(
                                        response -> read(response, batches, counted),
                                        failure -> logger.debug("new candidates could not be counted", failure)),
                                all.acquire()));
            });
        }
    }

    private static SearchRequest search(Batch batch) {
        SearchSourceBuilder source = new SearchSourceBuilder()
                .size(0)
                .trackTotalHits(false)
                .aggregation(new FiltersAggregationBuilder(COUNTS, batch.filters.toArray(QueryBuilder[]::new)));
        for (int i = 0; i < batch.timed.size(); i++) {
            source.aggregation(batch.timed.get(i).asAggregation(TIMES + i));
        }
        return new SearchRequest(batch.indices.toArray(String[]::new))
                .source(source)
                .indicesOptions(IndicesOptions.lenientExpandOpen())
                .allowPartialSearchResults(true)
                .requestCache(false);
    }

    private static void read(MultiSearchResponse response, List<Batch> batches, Map<String, RunRequest> counted) {
        for (int i = 0; i < batches.size(); i++) {
            MultiSearchResponse.Item item = response.getResponses()[i];
            if (item.isFailure()) {
                logger.debug("new candidates could not be counted", item.getFailure());
            } else {
                read(item.getResponse(), batches.get(i), counted);
            }
        }
    }

    /** What failed was not to be read: the run knows, and its filters have no range for it. */
    private static boolean isWhole(SearchResponse response, RunRequest run) {
        return Arrays.stream(response.getShardFailures())
                .allMatch(failure -> failure.shard() != null
                        && run.unavailable().containsKey(failure.shard().getShardId()));
    }

    private static void read(SearchResponse response, Batch batch, Map<String, RunRequest> counted) {
        for (Asked asked : batch.asked) {
            if (isWhole(response, asked.run())) {
                RunRequest run = asked.run();
                counted.put(run.rule().rule().id(), run.with(counted(response, batch, asked)));
            }
        }
    }

    /** With no shard at all, nothing: the indices are gone, or not for the author to read. */
    private static Counted counted(SearchResponse response, Batch batch, Asked asked) {
        if (response.getAggregations() == null) {
            return new Counted(Collections.nCopies(asked.count(), 0L), Optional.empty());
        }
        Filters counts = response.getAggregations().get(COUNTS);
        List<Long> ofRun = counts.getBuckets().subList(asked.first(), asked.first() + asked.count()).stream()
                .map(Filters.Bucket::getDocCount)
                .toList();
        int timed = batch.timed.indexOf(Timed.of(asked.run()));
        return new Counted(
                ofRun,
                timed < 0
                        ? Optional.empty()
                        : Timed.times(response.getAggregations().get(TIMES + timed)));
    }
}
