package org.esdetect.es.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.engine.Detector;
import org.esdetect.es.exception.ExceptionViews;
import org.esdetect.es.store.KeptHits;

/** Exceptions with what all nodes counted, now and before they were restarted. */
public final class ExceptionCounts {
    private final Client client;
    private final Detector detector;
    private final KeptHits kept;

    public ExceptionCounts(Client client, Detector detector, KeptHits kept) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.detector = detector;
        this.kept = kept;
    }

    /** The exceptions that this node judges by; a node that does not answer has counted nothing. */
    void views(ActionListener<ExceptionViews> listener) {
        long nowMillis = client.threadPool().absoluteTimeInMillis();
        client.execute(
                DetectStatsAction.TYPE,
                new DetectStatsAction.Request(),
                listener.delegateFailureAndWrap((next, response) -> {
                    List<Map<String, Object>> nodes = response.getNodes().stream()
                            .map(DetectStatsAction.NodeStats::sections)
                            .toList();
                    // What cannot be read now is no reason to hide the exceptions.
                    ActionListener<Optional<KeptHits.Counts>> read =
                            next.map(counts -> new ExceptionViews(detector.current(), nowMillis, nodes, counts));
                    kept.read(read.delegateResponse((last, failure) -> last.onResponse(Optional.empty())));
                }));
    }
}
