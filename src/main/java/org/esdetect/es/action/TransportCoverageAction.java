package org.esdetect.es.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.InTurn;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.VisibleIndices;
import org.esdetect.es.coverage.CurrentCoverage;
import org.esdetect.rule.Rule;

/** Looks at indices with the caller's own rights, then at what the cluster state says of those. */
public final class TransportCoverageAction extends TransportAction<CoverageAction.Request, MapResponse> {
    private final Client client;
    private final CurrentCoverage coverage;
    private final Detector detector;
    private final ThreadPool threadPool;

    @Inject
    public TransportCoverageAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            CurrentCoverage coverage,
            Detector detector) {
        super(
                CoverageAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.coverage = coverage;
        this.detector = detector;
        this.threadPool = transportService.getThreadPool();
    }

    @Override
    protected void doExecute(Task task, CoverageAction.Request request, ActionListener<MapResponse> listener) {
        List<CompiledRule> rules = rules(request);
        List<CompiledRule> page =
                rules.stream().skip(request.from()).limit(request.size()).toList();
        Map<String, List<String>> fields = new HashMap<>();
        Map<List<String>, Set<String>> asked = new LinkedHashMap<>();
        for (CompiledRule rule : page) {
            List<String> read = fields(rule.rule());
            fields.put(rule.rule().id(), read);
            asked.computeIfAbsent(rule.rule().indices(), unseen -> new TreeSet<>(Set.of("@timestamp")))
                    .addAll(read);
        }
        ActionListener<Map<List<String>, VisibleIndices>> looked =
                listener.delegateFailureAndWrap((next, visible) -> threadPool
                        .generic()
                        .execute(ActionRunnable.supply(
                                next, () -> answer(request, rules.size(), page, fields, visible))));
        InTurn.ask(
                asked.keySet(),
                (patterns, one) -> VisibleIndices.ask(client, patterns, asked.getOrDefault(patterns, Set.of()), one),
                looked);
    }

    private List<CompiledRule> rules(CoverageAction.Request request) {
        for (String id : request.ruleIds()) {
            if (detector.current().find(id).isEmpty()) {
                throw NearestIds.notFound(
                        id,
                        detector.current().all().stream()
                                .map(CompiledRule::rule)
                                .toList());
            }
        }
        return detector.current().all().stream()
                .filter(rule -> request.ruleIds().isEmpty()
                        || request.ruleIds().contains(rule.rule().id()))
                .sorted(Comparator.comparing(rule -> rule.rule().id()))
                .toList();
    }

    /** None of a rule that is not run: nothing is missing for it. */
    private static List<String> fields(Rule rule) {
        Draft draft = Draft.of(rule);
        return draft.isValid() ? draft.plan().fields() : List.of();
    }

    private MapResponse answer(
            CoverageAction.Request request,
            int total,
            List<CompiledRule> page,
            Map<String, List<String>> fields,
            Map<List<String>, VisibleIndices> visible) {
        CoverageView view = new CoverageView(coverage.now(), request.indices());
        List<Map<String, Object>> rules = new ArrayList<>();
        for (CompiledRule rule : page) {
            rules.add(view.of(
                    rule,
                    fields.getOrDefault(rule.rule().id(), List.of()),
                    visible.getOrDefault(rule.rule().indices(), new VisibleIndices(Map.of()))));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", total);
        answer.put("from", request.from());
        answer.put("shown", view.counts());
        answer.put("rules", rules);
        return new MapResponse(answer);
    }
}
