package org.esdetect.es.action;

import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.IndexFindings;
import org.esdetect.es.author.Validation;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.explain.QueryPlan;
import org.esdetect.rule.ReadLimits;
import org.jspecify.annotations.Nullable;

/** Reads and checks on this node, off the network threads; looks at indices with the caller's own rights. */
public final class TransportValidateAction extends TransportAction<ValidateAction.Request, MapResponse> {
    private final Client client;
    private final ClusterService clusterService;
    private final IndexMappings mappings = new IndexMappings();

    @Inject
    public TransportValidateAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService) {
        super(
                ValidateAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.clusterService = clusterService;
    }

    @Override
    protected void doExecute(Task task, ValidateAction.Request request, ActionListener<MapResponse> listener) {
        Draft draft = Draft.of(request.submission(), ReadLimits.DEFAULT);
        if (!draft.isValid()) {
            listener.onResponse(answer(draft, null, null, null));
            return;
        }
        QueryPlan plan = draft.plan();
        List<String> patterns = IndexFindings.local(draft.indices());
        if (patterns.isEmpty()) {
            listener.onResponse(answer(draft, plan, null, null));
            return;
        }
        ActionListener<FieldCapabilitiesResponse> seen =
                listener.map(visible -> answer(advised(draft, visible), plan, held(plan, patterns, visible), null));
        // Indices that cannot be looked at say nothing against the rule.
        client.fieldCaps(
                IndexFindings.request(plan.fields(), patterns),
                seen.delegateResponse((unused, failure) ->
                        listener.onResponse(answer(draft, plan, null, String.valueOf(failure.getMessage())))));
    }

    /** By the mappings of what the caller may see. */
    private Draft advised(Draft draft, FieldCapabilitiesResponse visible) {
        return mappings.forAuthor(clusterService.state().metadata(), List.of(visible.getIndices()))
                .map(draft::givenFields)
                .orElse(draft);
    }

    private IndexFindings held(QueryPlan plan, List<String> patterns, FieldCapabilitiesResponse visible) {
        return IndexFindings.of(plan, patterns, visible, clusterService.state().metadata(), mappings);
    }

    private static MapResponse answer(
            Draft draft, @Nullable QueryPlan plan, @Nullable IndexFindings indices, @Nullable String failure) {
        Validation validation = new Validation(draft, Optional.ofNullable(plan), Optional.ofNullable(indices), failure);
        return new MapResponse(validation.toMap());
    }
}
