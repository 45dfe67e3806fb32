package org.esdetect.es.plugin;

import java.time.InstantSource;
import java.util.List;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.UUIDs;
import org.elasticsearch.common.component.LifecycleListener;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.IndexModule;
import org.elasticsearch.plugins.Plugin.PluginServices;
import org.elasticsearch.threadpool.Scheduler;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.ingest.DetectProcessor;
import org.esdetect.es.ingest.IngestSettings;
import org.esdetect.es.ingest.InlineCounters;
import org.esdetect.es.ingest.InlineHealth;
import org.esdetect.es.ingest.Inspection;
import org.esdetect.es.ingest.TargetNames;
import org.esdetect.es.signal.AlertWriter;
import org.esdetect.es.signal.AlertsHealth;
import org.esdetect.es.signal.NoteRetention;
import org.esdetect.es.signal.SignalSettings;
import org.esdetect.es.signal.TaggedDocuments;
import org.esdetect.es.signal.TemplateInstaller;
import org.esdetect.es.stats.StatsSource;
import org.jspecify.annotations.Nullable;

/**
 * The parts that an event passes from ingest to alert.
 *
 * <p>The server asks for processors before it makes components, and for index listeners after: {@link #start} comes
 * between the two.
 */
final class InlinePath {
    private static final TimeValue RETENTION_INTERVAL = TimeValue.timeValueHours(1);

    private final Detector detector;
    private final InlineCounters counters = new InlineCounters();
    private final InstantSource clock;
    private final TargetNames targets = new TargetNames(this::metadata);
    private final Inspection inspection;
    private @Nullable ClusterService clusterService;
    private @Nullable AlertWriter writer;
    private @Nullable TaggedDocuments tagged;
    private List<HealthSource> health = List.of();

    InlinePath(Detector detector, InstantSource clock) {
        this.detector = detector;
        this.clock = clock;
        this.inspection = new Inspection(detector, targets, counters, clock);
    }

    DetectProcessor.Factory processorFactory() {
        return new DetectProcessor.Factory(inspection);
    }

    /** Makes what needs the node's services; what each counts. */
    List<StatsSource> start(PluginServices services) {
        ClusterService cluster = services.clusterService();
        clusterService = cluster;
        ThreadPool threadPool = services.threadPool();
        Client client = services.client();
        AlertWriter alerts = new AlertWriter(
                client,
                threadPool,
                () -> TemplateInstaller.isReady(cluster.state()),
                services.environment().settings(),
                clock);
        TaggedDocuments documents = new TaggedDocuments(
                detector,
                targets,
                alerts,
                threadPool,
                clock,
                UUIDs.randomBase64UUID(),
                services.environment().settings());
        TemplateInstaller installer = new TemplateInstaller(cluster::state, threadPool, client);
        cluster.addListener(installer);
        NoteRetention retention = new NoteRetention(client, detector, clock);
        Scheduler.Cancellable looks = threadPool.scheduleWithFixedDelay(
                () -> retention.look(cluster.state()), RETENTION_INTERVAL, threadPool.generic());
        cluster.addLifecycleListener(new LifecycleListener() {
            @Override
            public void beforeStop() {
                looks.cancel();
                alerts.close();
            }
        });
        follow(cluster.getClusterSettings(), alerts, documents, installer);
        writer = alerts;
        tagged = documents;
        health = List.of(inspection.quarantine(), new InlineHealth(counters), new AlertsHealth(alerts, documents));
        return List.of(counters, inspection.quarantine(), documents, alerts);
    }

    private void follow(
            ClusterSettings settings, AlertWriter alerts, TaggedDocuments documents, TemplateInstaller installer) {
        settings.initializeAndWatch(IngestSettings.INLINE_ENABLED, inspection::setEnabled);
        settings.initializeAndWatch(IngestSettings.MAX_SIGNALS, inspection::setMaxSignals);
        settings.initializeAndWatch(IngestSettings.QUARANTINE_STRIKES, inspection.quarantine()::setStrikes);
        settings.initializeAndWatch(IngestSettings.QUARANTINE_TIME, inspection.quarantine()::setTime);
        settings.initializeAndWatch(SignalSettings.TEMPLATES_ENABLED, installer::setEnabled);
        settings.initializeAndWatch(SignalSettings.QUEUE_BYTES, bytes -> {
            alerts.setMaxPendingBytes(bytes);
            documents.setMaxQueuedBytes(bytes);
        });
    }

    void listenTo(IndexModule module) {
        if (tagged != null) {
            tagged.listenTo(module);
        }
    }

    /** What knows what is wrong; after {@link #start}. */
    List<HealthSource> health() {
        return health;
    }

    /** The one writer of alerts; after {@link #start}. */
    AlertWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the inline path has not been started");
        }
        return writer;
    }

    static List<Setting<?>> settings() {
        return java.util.stream.Stream.of(IngestSettings.all(), SignalSettings.all())
                .flatMap(List::stream)
                .toList();
    }

    private Metadata metadata() {
        return clusterService == null
                ? Metadata.EMPTY_METADATA
                : clusterService.state().metadata();
    }
}
