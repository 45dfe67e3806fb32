package org.esdetect.es.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.component.AbstractLifecycleComponent;
import org.elasticsearch.common.component.Lifecycle;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.threadpool.ThreadPool;

/** Collects again and again while this node is the elected master: one small message to each node every few seconds. */
public final class HealthCollector extends AbstractLifecycleComponent {
    private static final Logger logger = LogManager.getLogger(HealthCollector.class);

    /** How often the elected master asks the nodes how detection works. */
    public static final Setting<TimeValue> INTERVAL = Setting.timeSetting(
            "detect.health.interval",
            TimeValue.timeValueSeconds(10),
            TimeValue.timeValueMillis(100),
            TimeValue.timeValueMinutes(10),
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    private final ClusterService clusterService;
    private final ThreadPool threadPool;
    private final HealthCollection collection;
    private final List<ClusterHealth> costly;
    private final LatestHealth latest;
    private volatile TimeValue interval;
    private volatile boolean stopped;

    /** @param costly what the master alone looks at, once a collection */
    public HealthCollector(
            ClusterService clusterService,
            ThreadPool threadPool,
            HealthCollection collection,
            List<ClusterHealth> costly,
            LatestHealth latest) {
        this.clusterService = clusterService;
        this.threadPool = threadPool;
        this.collection = collection;
        this.costly = List.copyOf(costly);
        this.latest = latest;
        this.interval = clusterService.getClusterSettings().get(INTERVAL);
        clusterService.getClusterSettings().addSettingsUpdateConsumer(INTERVAL, value -> interval = value);
    }

    @Override
    protected void doStart() {
        next(TimeValue.timeValueMillis(Math.min(interval.millis(), 1_000)));
    }

    @Override
    protected void doStop() {
        stopped = true;
    }

    @Override
    protected void doClose() {}

    private void next(TimeValue pause) {
        if (stopped) {
            return;
        }
        try {
            threadPool.schedule(this::look, pause, threadPool.generic());
        } catch (EsRejectedExecutionException shutdown) {
            logger.debug("no more collections: the node is shutting down", shutdown);
        }
    }

    private void look() {
        ActionListener<Void> done = ActionListener.notifyOnce(ActionListener.wrap(
                nothing -> {}, failure -> logger.debug("how detection works could not be found out", failure)));
        ActionListener.run(ActionListener.runAfter(done, () -> next(interval)), this::collect);
    }

    private void collect(ActionListener<Void> listener) {
        // Its service may start after this one.
        ClusterState state = clusterService.lifecycleState() == Lifecycle.State.STARTED ? clusterService.state() : null;
        if (state == null
                || !state.nodes().isLocalNodeElectedMaster()
                || state.blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
            listener.onResponse(null);
            return;
        }
        Optional<HealthSummary> last = latest.get();
        collection.collect(last, listener.map(reports -> {
            latest.offer(summary(reports, last, clusterService.state()));
            return null;
        }));
    }

    private HealthSummary summary(
            Map<String, Optional<NodeReport>> reports, Optional<HealthSummary> last, ClusterState state) {
        long nowMillis = threadPool.absoluteTimeInMillis();
        Troubles troubles = new Troubles();
        reports.forEach((node, report) -> troubles.add(
                node, report.orElseGet(() -> NodeReport.of(List.of(Finding.of(Symptom.NODES_SILENT, ""))))));
        List<Finding> own = new ArrayList<>();
        costly.forEach(each -> own.addAll(each.findings(state, nowMillis)));
        troubles.add("", NodeReport.of(own));
        int answered =
                (int) reports.values().stream().filter(Optional::isPresent).count();
        return new HealthSummary(
                0,
                reports.size(),
                answered,
                troubles.since(last.map(HealthSummary::troubles).orElse(List.of()), nowMillis));
    }
}
