package org.esdetect.es.plugin;

import java.util.List;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.plugins.Plugin.PluginServices;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.es.action.HealthBroadcast;
import org.esdetect.es.coverage.CoverageHealth;
import org.esdetect.es.health.DetectHealthIndicator;
import org.esdetect.es.health.HealthCollector;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.LatestHealth;
import org.esdetect.es.health.NodeHealth;
import org.esdetect.es.schedule.ScheduleSettings;
import org.esdetect.es.schedule.TaskHealth;
import org.esdetect.es.signal.SignalsHealth;

/** The parts that say whether detection works. */
record HealthPath(NodeHealth node, LatestHealth latest, HealthCollector collector, DetectHealthIndicator indicator) {

    /** @param sources of this node */
    static HealthPath of(PluginServices services, Detector detector, List<HealthSource> sources) {
        ClusterService clusterService = services.clusterService();
        ThreadPool threadPool = services.threadPool();
        LatestHealth latest = new LatestHealth(threadPool::relativeTimeInMillis);
        HealthCollector collector = new HealthCollector(
                clusterService,
                threadPool,
                new HealthBroadcast(services.client(), clusterService),
                List.of(new CoverageHealth(detector::current, services.indexNameExpressionResolver())),
                latest);
        TaskHealth task =
                new TaskHealth(() -> clusterService.getClusterSettings().get(ScheduleSettings.ENABLED));
        DetectHealthIndicator indicator = new DetectHealthIndicator(
                clusterService::state, threadPool::absoluteTimeInMillis, latest, List.of(new SignalsHealth(), task));
        return new HealthPath(new NodeHealth(sources), latest, collector, indicator);
    }

    /** Components: the first two are given to the action. */
    List<Object> components() {
        return List.of(node, latest, collector);
    }
}
