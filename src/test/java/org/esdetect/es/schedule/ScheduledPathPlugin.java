package org.esdetect.es.schedule;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.common.settings.SettingsModule;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.indices.SystemIndexDescriptor;
import org.elasticsearch.persistent.PersistentTasksExecutor;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.PersistentTaskPlugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.elasticsearch.plugins.SystemIndexPlugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.esdetect.engine.Detector;
import org.esdetect.es.action.RunAction;
import org.esdetect.es.action.TransportRunAction;
import org.esdetect.es.plugin.PartOfDetect;
import org.esdetect.es.query.CompiledQuery;
import org.esdetect.es.rest.RestRunAction;
import org.esdetect.es.signal.AlertWriter;
import org.esdetect.es.stats.StatsSource;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.StoreIndices;

/** The scheduled path alone, wired as the product wires it; a test puts the rules into each node's detector. */
public final class ScheduledPathPlugin extends PartOfDetect
        implements SearchPlugin, SystemIndexPlugin, PersistentTaskPlugin, ActionPlugin {
    private final Detector detector = new Detector();
    private ScheduledPath path;
    private AlertWriter writer;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        Client client = services.client();
        ClusterService clusterService = services.clusterService();
        ThreadPool threadPool = services.threadPool();
        writer = new AlertWriter(client, threadPool, () -> true, Settings.EMPTY, InstantSource.system());
        ScheduledPath.Parts parts = new ScheduledPath.Parts(
                detector,
                new StateStore(client),
                (rule, listener) -> listener.onResponse(Optional.empty()),
                (condition, metadata, indices) -> new CompiledQuery(QueryBuilders.matchAllQuery(), false),
                writer::write,
                services.indicesService().getCircuitBreakerService().getBreaker(CircuitBreaker.REQUEST));
        path = new ScheduledPath(parts, client, clusterService, threadPool, services.indexNameExpressionResolver());
        List<Object> components = new ArrayList<>(path.components());
        components.add(detector);
        return components;
    }

    Detector detector() {
        return detector;
    }

    Optional<ScheduleSummary> summary() {
        return path.summary();
    }

    Ticks ticks() {
        return path.ticks();
    }

    StatsSource stats() {
        return path.stats();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public List<PersistentTasksExecutor<?>> getPersistentTasksExecutor(
            ClusterService clusterService,
            ThreadPool threadPool,
            Client client,
            SettingsModule settingsModule,
            IndexNameExpressionResolver resolver) {
        return List.of(path.executor());
    }

    @Override
    public List<QuerySpec<?>> getQueries() {
        return List.of(ScheduledPath.query());
    }

    @Override
    public List<NamedWriteableRegistry.Entry> getNamedWriteables() {
        return ScheduledPath.namedWriteables();
    }

    @Override
    public List<NamedXContentRegistry.Entry> getNamedXContent() {
        return ScheduledPath.namedXContent();
    }

    @Override
    public Collection<SystemIndexDescriptor> getSystemIndexDescriptors(Settings settings) {
        return StoreIndices.descriptors();
    }

    @Override
    public String getFeatureName() {
        return "detect";
    }

    @Override
    public String getFeatureDescription() {
        return "Test of the scheduled path";
    }

    @Override
    public Collection<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
        return List.of(new ActionHandler<>(RunAction.TYPE, TransportRunAction.class), ScheduledPath.handler());
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
            Settings settings,
            NamedWriteableRegistry namedWriteableRegistry,
            RestController restController,
            ClusterSettings clusterSettings,
            IndexScopedSettings indexScopedSettings,
            SettingsFilter settingsFilter,
            IndexNameExpressionResolver indexNameExpressionResolver,
            Supplier<DiscoveryNodes> nodesInCluster,
            Predicate<NodeFeature> clusterSupportsFeature) {
        return List.of(new RestRunAction());
    }
}
