package org.esdetect.es.hand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.rights.SearchRights;
import org.esdetect.es.run.NewRun;
import org.esdetect.es.run.RuleIndices;
import org.esdetect.es.run.RuleRun;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.run.Scope;

/**
 * Shows what a rule or a query would find, and writes nothing: the same run as on schedule, with the rights of the
 * caller, over indices that the caller may read and over what is searchable now.
 */
public final class Previews {
    private final Detector detector;
    private final RunTools tools;
    private final IndexNameExpressionResolver resolver;
    private final ThreadPool threadPool;

    public Previews(Detector detector, RunTools tools, IndexNameExpressionResolver resolver, ThreadPool threadPool) {
        this.detector = detector;
        this.tools = tools;
        this.resolver = resolver;
        this.threadPool = threadPool;
    }

    /**
     * Runs what {@code request} says, with the rights of the calling thread.
     *
     * @param task of the request: tells how far it is, and may end it
     * @throws UnknownRuleException when there is no such rule
     * @throws IllegalArgumentException when the window, the rule or the query cannot be run; the message is for people
     */
    public void start(PreviewRequest request, HandRunTask task, ActionListener<PreviewResult> listener) {
        Instant now = Instant.ofEpochMilli(threadPool.absoluteTimeInMillis());
        PreviewSubject subject = subject(request, now);
        SearchRights rights = SearchRights.ofCaller(tools.runAs());
        Set<String> named = RuleIndices.resolve(
                        subject.rule().rule().indices(), tools.clusterService().state(), resolver)
                .byName()
                .keySet();
        rights.clientFor(
                "",
                listener.delegateFailureAndWrap((next, caller) -> readable(
                        caller,
                        named,
                        next.delegateFailureAndWrap(
                                (last, indices) -> run(request, subject, indices, rights, now, task, last)))));
    }

    private PreviewSubject subject(PreviewRequest request, Instant now) {
        if (request.subject() instanceof PreviewRequest.Subject.OfQuery query) {
            return PreviewSubject.ofQuery(query, request, now);
        }
        String id = ((PreviewRequest.Subject.OfRule) request.subject()).ruleId();
        CompiledRule rule = RunnableRules.find(detector.current(), id);
        return PreviewSubject.ofRule(rule, HandWindow.of(request.from(), request.to(), rule.rule(), now));
    }

    /** Of {@code named}, what the caller may read: not even the mapping of another index may show. */
    private static void readable(Client caller, Set<String> named, ActionListener<Set<String>> listener) {
        if (named.isEmpty()) {
            listener.onResponse(named);
            return;
        }
        FieldCapabilitiesRequest request = new FieldCapabilitiesRequest()
                .fields("_id")
                .indices(named.toArray(String[]::new))
                .indicesOptions(IndicesOptions.lenientExpandOpen());
        caller.fieldCaps(request, listener.delegateFailureAndWrap((next, response) -> {
            Set<String> readable = new TreeSet<>(List.of(response.getIndices()));
            readable.retainAll(named);
            next.onResponse(readable);
        }));
    }

    private void run(
            PreviewRequest request,
            PreviewSubject subject,
            Set<String> indices,
            SearchRights rights,
            Instant now,
            HandRunTask task,
            ActionListener<PreviewResult> listener) {
        PreviewMatches matches = new PreviewMatches(request, subject.pipes());
        RunRequest run = new RunRequest(
                        subject.rule(),
                        NewRun.of(AlertRun.Mode.BACKFILL, now),
                        new Scope.Window(indices, subject.window(), QueryBuilders.matchAllQuery(), true),
                        Long.MAX_VALUE,
                        true,
                        Optional.empty(),
                        new TreeMap<>())
                .inPagesOf(request.fetchSize());
        List<RunRequest> slices = HandSlices.of(run);
        task.plan(1, slices.size());
        HandSlices.Starter starter =
                (with, slice, next) -> RuleRun.start(with, slice, (ignored, ledger) -> matches, next);
        new HandSlices(tools.withRights(rights), starter, task)
                .run(
                        run,
                        slices,
                        listener.delegateFailureAndWrap((next, result) -> next.onResponse(new PreviewResult(
                                subject.window().from(),
                                subject.window().to(),
                                List.copyOf(indices),
                                exact(subject, indices),
                                matches.total(),
                                matches.shown(),
                                matches.times(),
                                matches.values(),
                                result.total()))));
    }

    private List<Boolean> exact(PreviewSubject subject, Set<String> indices) {
        return subject.rule().plan().orElseThrow().inOrder().stream()
                .map(condition -> tools.queries()
                        .compile(condition, tools.clusterService().state().metadata(), List.copyOf(indices))
                        .exact())
                .toList();
    }
}
