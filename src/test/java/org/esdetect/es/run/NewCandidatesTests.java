package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.FilterClient;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.query.CompiledQuery;
import org.esdetect.es.rights.SearchRights;

/** What arrived is counted for all rules at once. */
public class NewCandidatesTests extends RunTestCase {
    private final AtomicInteger requests = new AtomicInteger();

    public void testCount_manyRules_takesOneRequestAndCountsEachStep() {
        queries = mappedQueries();
        createLogs(2);
        event("1", "h", 0, "a");
        event("2", "h", 1, "a");
        event("3", "h", 2, "b");
        List<RunRequest> runs = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            runs.add(arrivals(TestSequences.sequence("s" + i, 60_000, "a", i % 2 == 0 ? "b" : "nothing")));
        }
        runs.add(arrivals(TestSequences.event("e", "b")));
        List<RunRequest> counted = count(runs, tools());
        Assertions.assertThat(counted).hasSameSizeAs(runs);
        for (int i = 0; i < 120; i++) {
            Assertions.assertThat(counted.get(i).rule().rule().id()).isEqualTo("s" + i);
            Assertions.assertThat(counted.get(i).counted().map(Counted::candidates))
                    .isEqualTo(Optional.of(i % 2 == 0 ? List.of(2L, 1L) : List.of(2L, 0L)));
        }
        Assertions.assertThat(counted.get(120).counted().map(Counted::candidates))
                .isEqualTo(Optional.of(List.of(1L)));
        Assertions.assertThat(requests).hasValue(1);
    }

    public void testCount_nothingArrived_asksNothing() {
        createLogs(1);
        event("1", "h", 0, "a");
        CompiledRule rule = TestSequences.sequence("s", 60_000, "a", "b");
        runArrivals(rule);
        Assertions.assertThat(count(List.of(arrivals(rule)), tools()).get(0).counted())
                .isEmpty();
        Assertions.assertThat(requests).hasValue(0);
    }

    public void testCount_authorsDiffer_eachIsAskedWithItsOwnRights() {
        queries = mappedQueries();
        createLogs(1);
        event("1", "h", 0, "a");
        AtomicInteger others = new AtomicInteger();
        Client mine = counting(requests);
        Client other = counting(others);
        RunTools tools = tools().withRights((id, listener) -> listener.onResponse(id.equals("other") ? other : mine));
        List<RunRequest> counted = count(
                List.of(
                        arrivals(TestSequences.event("one", "a")),
                        arrivals(TestSequences.event("other", "a")),
                        arrivals(TestSequences.event("two", "a"))),
                tools);
        Assertions.assertThat(counted)
                .allSatisfy(run -> Assertions.assertThat(run.counted().map(Counted::candidates))
                        .isEqualTo(Optional.of(List.of(1L))));
        Assertions.assertThat(requests).hasValue(1);
        Assertions.assertThat(others).hasValue(1);
    }

    /** One query that a shard refuses costs the rules that share its search their counts, and nothing else. */
    public void testCount_aQueryIsRefused_isLeftToTheRulesThemselves() {
        queries = (condition, metadata, indices) ->
                new CompiledQuery(QueryBuilders.rangeQuery("@timestamp").gte("no date"), false);
        createLogs(1);
        event("1", "h", 0, "a");
        RunRequest run = arrivals(TestSequences.event("e", "a"));
        Assertions.assertThat(count(List.of(run), tools()).get(0).counted()).isEmpty();
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(tools(), run, future);
        Assertions.assertThat(future.actionGet().outcome()).isEqualTo(RunResult.Outcome.FAILED);
    }

    public void testCount_alsoSaysWhenTheArrivalsHappened() {
        queries = mappedQueries();
        createLogs(2);
        event("1", "h", -3_600, "c");
        runArrivals(TestSequences.sequence("s", 60_000, "a", "b"));
        event("2", "h", 5, "a");
        event("3", "h", -7, "c");
        Counted counted = count(List.of(arrivals(TestSequences.sequence("s", 60_000, "a", "b"))), tools())
                .get(0)
                .counted()
                .orElseThrow();
        Assertions.assertThat(counted.candidates()).isEqualTo(List.of(1L, 0L));
        Assertions.assertThat(counted.times())
                .isEqualTo(Optional.of(new EventWindows.Window(
                        NOW.minusSeconds(7).toEpochMilli(), NOW.plusSeconds(5).toEpochMilli())));
    }

    public void testRun_noCandidateOfAnotherStepNearby_readsNothing() {
        queries = mappedQueries();
        createLogs(2);
        event("early", "h", -3_600, "b");
        CompiledRule rule = TestSequences.sequence("s", 60_000, "a", "b");
        runArrivals(rule);
        for (int i = 0; i < 20; i++) {
            event("a" + i, "h", i, "a");
        }
        RunResult.Work work =
                run(count(List.of(arrivals(rule)), tools()).get(0)).work();
        Assertions.assertThat(work.steps().get(0).newCandidates()).isEqualTo(20);
        Assertions.assertThat(work.searches()).isEqualTo(1);
        Assertions.assertThat(work.reading().events()).isZero();
        Assertions.assertThat(work.alerts().created()).isZero();
    }

    public void testRun_theOtherStepCameLongBefore_isFound() {
        queries = mappedQueries();
        createLogs(2);
        event("b", "h", 50, "b");
        CompiledRule rule = TestSequences.sequence("s", 60_000, "a", "b");
        runArrivals(rule);
        event("a", "h", 0, "a");
        RunResult.Work work =
                run(count(List.of(arrivals(rule)), tools()).get(0)).work();
        Assertions.assertThat(work.alerts().ids()).hasSize(1);
    }

    public void testRunOfAnEventRule_thatIsKnownToFillPages_doesNotTryWithOne() {
        queries = mappedQueries();
        createLogs(1);
        for (int i = 0; i < 5; i++) {
            event("e" + i, "h", i, "a");
        }
        CompiledRule rule = TestSequences.event("e", "a");
        RunResult.Work unknown = run(arrivals(rule).inPagesOf(2)).work();
        Assertions.assertThat(unknown.alerts().created()).isEqualTo(5);
        RunRequest counted = count(List.of(arrivals(rule)), tools()).get(0).inPagesOf(2);
        RunResult.Work known = run(counted).work();
        Assertions.assertThat(known.alerts().duplicate()).isEqualTo(5);
        Assertions.assertThat(known.searches()).isEqualTo(unknown.searches() - 1);
        Assertions.assertThat(known.steps().get(0).newCandidates()).isEqualTo(5);
    }

    private RunResult run(RunRequest request) {
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(tools(), request, future);
        return future.actionGet();
    }

    public void testRun_countedAsNothing_searchesNothingAndMovesItsCursor() {
        createLogs(1);
        event("1", "h", 0, "c");
        CompiledRule rule = TestSequences.sequence("s", 60_000, "a", "b");
        queries = mappedQueries();
        RunRequest counted = count(List.of(arrivals(rule)), tools()).get(0);
        RunTools refusing = tools().withRights(
                        (id, listener) -> listener.onFailure(new IllegalStateException("asked for [" + id + "]")));
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(refusing, counted, future);
        RunResult result = future.actionGet();
        Assertions.assertThat(result.isIdle()).isTrue();
        Assertions.assertThat(result.work().searches()).isZero();
        Assertions.assertThat(result.reached()).isNotEmpty();
    }

    private List<RunRequest> count(List<RunRequest> runs, RunTools tools) {
        RunTools counting = tools == tools() ? tools.withRights(rights(counting(requests))) : tools;
        PlainActionFuture<List<RunRequest>> future = new PlainActionFuture<>();
        new NewCandidates(counting).count(runs, future);
        return future.actionGet();
    }

    private static SearchRights rights(Client client) {
        return (id, listener) -> listener.onResponse(client);
    }

    private Client counting(AtomicInteger count) {
        return new FilterClient(client()) {
            @Override
            protected <Request extends ActionRequest, Response extends ActionResponse> void doExecute(
                    ActionType<Response> action, Request request, ActionListener<Response> listener) {
                count.incrementAndGet();
                super.doExecute(action, request, listener);
            }
        };
    }
}
