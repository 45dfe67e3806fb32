package org.esdetect.es.action;

import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.engine.Detector;
import org.esdetect.es.exception.ExceptionViews;

/** Exceptions with what all nodes counted. */
public final class ExceptionCounts {
    private final Client client;
    private final Detector detector;

    public ExceptionCounts(Client client, Detector detector) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.detector = detector;
    }

    /** The exceptions that this node judges by; a node that does not answer has counted nothing. */
    void views(ActionListener<ExceptionViews> listener) {
        long nowMillis = client.threadPool().absoluteTimeInMillis();
        client.execute(
                DetectStatsAction.TYPE,
                new DetectStatsAction.Request(),
                listener.<DetectStatsAction.Response>map(response -> {
                    List<Map<String, Object>> nodes = response.getNodes().stream()
                            .map(DetectStatsAction.NodeStats::sections)
                            .toList();
                    return new ExceptionViews(detector.current(), nowMillis, nodes);
                }));
    }
}
