package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.elasticsearch.search.aggregations.bucket.filter.Filters;
import org.elasticsearch.search.aggregations.bucket.filter.FiltersAggregationBuilder;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.condition.Condition;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;

/**
 * Counts what arrived for the rules of a round, all of them in one request for each author: nearly always nearly all
 * rules have nothing new, and then this is all they cost.
 *
 * <p>The conditions of rules that read the same indices share a search, as filters of one aggregation. Each filter
 * carries its own range of arrivals, so that a segment without any is not looked at; that is also why it is no plain
 * boolean query, which the aggregation would run document by document.
 *
 * <p>What could not be counted, because a search failed or a shard did, is left out: such a rule counts for itself and
 * takes the failure down as its own.
 */
public final class NewCandidates {
    private static final Logger logger = LogManager.getLogger(NewCandidates.class);
    private static final String COUNTS = "counts";

    /** Filters in one search: many save work, and are made again for every shard. */
    private static final int MAX_FILTERS = 100;

    private final RunTools tools;

    public NewCandidates(RunTools tools) {
        this.tools = tools;
    }

    /** A run whose counts stand at {@code first} and after it among the filters of a search. */
    private record Asked(RunRequest run, int first, int count) {}

    /** One search. */
    private static final class Batch {
        final List<Asked> asked = new ArrayList<>();
        final List<QueryBuilder> filters = new ArrayList<>();
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

    private Map<Client, List<Map.Entry<List<String>, Batch>>> batches(
            Map<String, RunRequest> runs, Map<String, Client> clients) {
        Metadata metadata = tools.clusterService().state().metadata();
        Map<Client, Map<List<String>, List<Batch>>> byClient = new LinkedHashMap<>();
        runs.forEach((id, run) -> {
            Client client = clients.get(id);
            List<QueryBuilder> filters = filters(run, metadata);
            if (client != null && filters.size() <= MAX_FILTERS) {
                List<Batch> batches = byClient.computeIfAbsent(client, unseen -> new LinkedHashMap<>())
                        .computeIfAbsent(List.of(run.scope().indicesToJudge()), unseen -> new ArrayList<>());
                Batch batch = batches.isEmpty() ? null : batches.get(batches.size() - 1);
                if (batch == null || batch.filters.size() + filters.size() > MAX_FILTERS) {
                    batch = new Batch();
                    batches.add(batch);
                }
                batch.asked.add(new Asked(run, batch.filters.size(), filters.size()));
                batch.filters.addAll(filters);
            }
        });
        Map<Client, List<Map.Entry<List<String>, Batch>>> searches = new LinkedHashMap<>();
        byClient.forEach((client, byIndices) -> byIndices.forEach((indices, batches) -> batches.forEach(batch ->
                searches.computeIfAbsent(client, unseen -> new ArrayList<>()).add(Map.entry(indices, batch)))));
        return searches;
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
            List<RunRequest> runs,
            Map<Client, List<Map.Entry<List<String>, Batch>>> searches,
            ActionListener<List<RunRequest>> listener) {
        Map<String, RunRequest> counted = Collections.synchronizedMap(new HashMap<>());
        Runnable answer = () -> tools.executor().execute(ActionRunnable.supply(listener, () -> runs.stream()
                .map(run -> counted.getOrDefault(run.rule().rule().id(), run))
                .toList()));
        try (RefCountingRunnable all = new RefCountingRunnable(answer)) {
            searches.forEach((client, batches) -> {
                MultiSearchRequest request = new MultiSearchRequest();
                batches.forEach(batch -> request.add(search(batch.getKey(), batch.getValue())));
                client.multiSearch(
                        request,
                        ActionListener.releaseAfter(
                                ActionListener.wrap(
                                        response -> read(
                                                response,
                                                batches.stream()
                                                        .map(Map.Entry::getValue)
                                                        .toList(),
                                                counted),
                                        failure -> logger.debug("new candidates could not be counted", failure)),
                                all.acquire()));
            });
        }
    }

    private static SearchRequest search(List<String> indices, Batch batch) {
        FiltersAggregationBuilder counts =
                new FiltersAggregationBuilder(COUNTS, batch.filters.toArray(QueryBuilder[]::new));
        return new SearchRequest(indices.toArray(String[]::new))
                .source(new SearchSourceBuilder().size(0).trackTotalHits(false).aggregation(counts))
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
        Filters counts = response.getAggregations() == null
                ? null
                : response.getAggregations().get(COUNTS);
        for (Asked asked : batch.asked) {
            if (!isWhole(response, asked.run())) {
                continue;
            }
            List<Long> ofRun = new ArrayList<>();
            for (int i = 0; i < asked.count(); i++) {
                // No shard at all: the indices are gone, or not for the author to read.
                ofRun.add(
                        counts == null
                                ? 0L
                                : counts.getBuckets().get(asked.first() + i).getDocCount());
            }
            counted.put(asked.run().rule().rule().id(), asked.run().withNewCandidates(ofRun));
        }
    }
}
