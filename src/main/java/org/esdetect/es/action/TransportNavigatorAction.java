package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.rule.NavigatorLayer;

/** Draws the layer from the rules that this node judges by. */
public final class TransportNavigatorAction extends TransportAction<NavigatorAction.Request, MapResponse> {
    private final Detector detector;

    @Inject
    public TransportNavigatorAction(TransportService transportService, ActionFilters actionFilters, Detector detector) {
        super(
                NavigatorAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.detector = detector;
    }

    @Override
    protected void doExecute(Task task, NavigatorAction.Request request, ActionListener<MapResponse> listener) {
        ActionListener.completeWith(
                listener,
                () -> new MapResponse(NavigatorLayer.of(
                        detector.current().all().stream()
                                .filter(CompiledRule::isActive)
                                .map(CompiledRule::rule)
                                .toList(),
                        request.attackVersion())));
    }
}
