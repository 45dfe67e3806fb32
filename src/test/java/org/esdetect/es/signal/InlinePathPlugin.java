package org.esdetect.es.signal;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.component.LifecycleListener;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexModule;
import org.elasticsearch.ingest.Processor;
import org.elasticsearch.plugins.IngestPlugin;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.es.ingest.DetectProcessor;
import org.esdetect.es.ingest.IngestSettings;
import org.esdetect.es.ingest.InlineCounters;
import org.esdetect.es.ingest.Inspection;
import org.esdetect.es.ingest.TargetNames;
import org.esdetect.es.plugin.PartOfDetect;
import org.esdetect.es.stats.StatsSource;

/** The inline path alone, wired as the product wires it. */
public final class InlinePathPlugin extends PartOfDetect implements IngestPlugin {
    private final Detector detector = new Detector();
    private final InlineCounters counters = new InlineCounters();
    private Inspection inspection;
    private AlertWriter writer;
    private TaggedDocuments tagged;
    private TargetNames targets;
    private ClusterService clusterService;

    /** Called before the components are made: the processors find the cluster's state later. */
    @Override
    public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
        targets = new TargetNames(() -> clusterService.state().metadata());
        inspection = new Inspection(detector, targets, counters, InstantSource.system());
        inspection.setMaxSignals(-1); // what is tested here is that none is lost
        return Map.of(DetectProcessor.TYPE, new DetectProcessor.Factory(inspection));
    }

    @Override
    public Collection<?> createComponents(PluginServices services) {
        clusterService = services.clusterService();
        ThreadPool threadPool = services.threadPool();
        Client client = services.client();
        Settings settings = services.environment().settings();
        InstantSource clock = InstantSource.system();
        writer = new AlertWriter(
                client, threadPool, () -> TemplateInstaller.isReady(clusterService.state()), settings, clock);
        tagged = new TaggedDocuments(detector, targets, writer, threadPool, clock, "test", settings);
        TemplateInstaller installer = new TemplateInstaller(clusterService::state, threadPool, client);
        clusterService.addListener(installer);
        clusterService.getClusterSettings().initializeAndWatch(IngestSettings.INLINE_ENABLED, inspection::setEnabled);
        clusterService.getClusterSettings().initializeAndWatch(SignalSettings.TEMPLATES_ENABLED, installer::setEnabled);
        clusterService.getClusterSettings().initializeAndWatch(SignalSettings.QUEUE_BYTES, bytes -> {
            writer.setMaxPendingBytes(bytes);
            tagged.setMaxQueuedBytes(bytes);
        });
        clusterService.addLifecycleListener(new LifecycleListener() {
            @Override
            public void beforeStop() {
                writer.close();
            }
        });
        return List.of();
    }

    @Override
    public void onIndexModule(IndexModule module) {
        tagged.listenTo(module);
    }

    Detector detector() {
        return detector;
    }

    AlertWriter writer() {
        return writer;
    }

    /** A number of {@code inline}, {@code listener} or {@code alerts}. */
    long count(String section, String name) {
        for (StatsSource source : List.of(counters, tagged, writer)) {
            if (source.name().equals(section)) {
                return ((Number) source.stats().get(name)).longValue();
            }
        }
        throw new IllegalArgumentException("no section [" + section + "]");
    }
}
