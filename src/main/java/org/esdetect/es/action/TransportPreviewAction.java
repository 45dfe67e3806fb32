package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.hand.HandRunTask;
import org.esdetect.es.hand.Previews;
import org.esdetect.es.hand.UnknownRuleException;

/** Previews on this node; without a rule that was named, says which was meant. */
public final class TransportPreviewAction extends TransportAction<PreviewAction.Request, PreviewAction.Response> {
    private final Previews previews;
    private final Detector detector;

    @Inject
    public TransportPreviewAction(
            TransportService transportService, ActionFilters actionFilters, Previews previews, Detector detector) {
        super(
                PreviewAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.previews = previews;
        this.detector = detector;
    }

    @Override
    protected void doExecute(
            Task task, PreviewAction.Request request, ActionListener<PreviewAction.Response> listener) {
        try {
            previews.start(request.preview(), (HandRunTask) task, listener.map(PreviewAction.Response::new));
        } catch (UnknownRuleException unknown) {
            listener.onFailure(NearestIds.notFound(
                    unknown.ruleId(),
                    detector.current().all().stream().map(CompiledRule::rule).toList()));
        }
    }
}
