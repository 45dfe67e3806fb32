package org.esdetect.es.plugin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.common.settings.SettingsModule;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.common.util.concurrent.EsExecutors.TaskTrackingConfig;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.health.HealthIndicatorService;
import org.elasticsearch.index.IndexModule;
import org.elasticsearch.indices.SystemIndexDescriptor;
import org.elasticsearch.ingest.Processor;
import org.elasticsearch.persistent.PersistentTasksExecutor;
import org.elasticsearch.plugins.HealthPlugin;
import org.elasticsearch.plugins.IngestPlugin;
import org.elasticsearch.plugins.PersistentTaskPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.elasticsearch.plugins.SystemIndexPlugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.threadpool.ExecutorBuilder;
import org.elasticsearch.threadpool.FixedExecutorBuilder;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.esdetect.engine.Detector;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.es.DetectNames;
import org.esdetect.es.action.AttachmentAction;
import org.esdetect.es.action.CollectHealthAction;
import org.esdetect.es.action.CoverageAction;
import org.esdetect.es.action.DeleteRuleAction;
import org.esdetect.es.action.DetectStatsAction;
import org.esdetect.es.action.EnableRulesAction;
import org.esdetect.es.action.ExplainAction;
import org.esdetect.es.action.ExportRulesAction;
import org.esdetect.es.action.GetRuleAction;
import org.esdetect.es.action.ImportRulesAction;
import org.esdetect.es.action.InvestigateAction;
import org.esdetect.es.action.ListRulesAction;
import org.esdetect.es.action.ListRunsAction;
import org.esdetect.es.action.NavigatorAction;
import org.esdetect.es.action.PreviewAction;
import org.esdetect.es.action.PutRuleAction;
import org.esdetect.es.action.ReloadBroadcast;
import org.esdetect.es.action.ReloadRulesAction;
import org.esdetect.es.action.RuleViews;
import org.esdetect.es.action.RunAction;
import org.esdetect.es.action.TestAction;
import org.esdetect.es.action.TransportAttachmentAction;
import org.esdetect.es.action.TransportCollectHealthAction;
import org.esdetect.es.action.TransportCoverageAction;
import org.esdetect.es.action.TransportDeleteRuleAction;
import org.esdetect.es.action.TransportDetectStatsAction;
import org.esdetect.es.action.TransportEnableRulesAction;
import org.esdetect.es.action.TransportExplainAction;
import org.esdetect.es.action.TransportExportRulesAction;
import org.esdetect.es.action.TransportGetRuleAction;
import org.esdetect.es.action.TransportImportRulesAction;
import org.esdetect.es.action.TransportInvestigateAction;
import org.esdetect.es.action.TransportListRulesAction;
import org.esdetect.es.action.TransportListRunsAction;
import org.esdetect.es.action.TransportNavigatorAction;
import org.esdetect.es.action.TransportPreviewAction;
import org.esdetect.es.action.TransportPutRuleAction;
import org.esdetect.es.action.TransportReloadRulesAction;
import org.esdetect.es.action.TransportRunAction;
import org.esdetect.es.action.TransportTestAction;
import org.esdetect.es.action.TransportUninstallAction;
import org.esdetect.es.action.TransportValidateAction;
import org.esdetect.es.action.ValidateAction;
import org.esdetect.es.health.HealthCollector;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.ingest.DetectProcessor;
import org.esdetect.es.manage.ExceptionExchange;
import org.esdetect.es.manage.RuleChanges;
import org.esdetect.es.manage.RuleExport;
import org.esdetect.es.manage.RuleImport;
import org.esdetect.es.manage.RuleSwitch;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.es.prepared.PreparedQueryBuilder;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.rest.RestAttachmentAction;
import org.esdetect.es.rest.RestCatRulesAction;
import org.esdetect.es.rest.RestCatRunsAction;
import org.esdetect.es.rest.RestCoverageAction;
import org.esdetect.es.rest.RestDeleteRuleAction;
import org.esdetect.es.rest.RestDetectStatsAction;
import org.esdetect.es.rest.RestEnableRulesAction;
import org.esdetect.es.rest.RestExplainAction;
import org.esdetect.es.rest.RestExportRulesAction;
import org.esdetect.es.rest.RestGetRuleAction;
import org.esdetect.es.rest.RestImportRulesAction;
import org.esdetect.es.rest.RestInvestigateAction;
import org.esdetect.es.rest.RestListRulesAction;
import org.esdetect.es.rest.RestNavigatorAction;
import org.esdetect.es.rest.RestPreviewAction;
import org.esdetect.es.rest.RestPutRuleAction;
import org.esdetect.es.rest.RestRunAction;
import org.esdetect.es.rest.RestTestAction;
import org.esdetect.es.rest.RestValidateAction;
import org.esdetect.es.rights.StoredAuthors;
import org.esdetect.es.run.MappedQueries;
import org.esdetect.es.schedule.ScheduledPath;
import org.esdetect.es.signal.ProcessorNodes;
import org.esdetect.es.stats.StatsSource;
import org.esdetect.es.stats.StatsSources;
import org.esdetect.es.store.BundledInstall;
import org.esdetect.es.store.OperatorRules;
import org.esdetect.es.store.RuleBroadcast;
import org.esdetect.es.store.RuleInstall;
import org.esdetect.es.store.RuleReload;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.StoreIndices;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.rule.BundledRules;
import org.jspecify.annotations.Nullable;

/** The plugin: wires the parts together and does nothing itself. */
public final class DetectPlugin extends Plugin
        implements SystemIndexPlugin, IngestPlugin, SearchPlugin, PersistentTaskPlugin, HealthPlugin {
    /** In the folder of the node's configuration. */
    private static final String OPERATOR_RULES = "detect/rules";

    private static final int MAX_THREADS = 4;
    private static final int QUEUED_WORK = 10_000;

    private final Settings settings;
    private final PreparedQueries prepared;

    /** Made before the components are: processors and index listeners are asked for first. */
    private final Detector detector = new Detector();

    private final InlinePath inline = new InlinePath(detector, InstantSource.system());
    private @Nullable ScheduledPath scheduled;
    private @Nullable HealthPath health;

    public DetectPlugin(Settings settings) {
        this.settings = settings;
        this.prepared = new PreparedQueries(settings);
    }

    /** What the server starts, stops, and gives to transport actions by type; each uses only what stands above it. */
    @Override
    public Collection<?> createComponents(PluginServices services) {
        Client client = services.client();
        ClusterService clusterService = services.clusterService();

        RuleBroadcast broadcast = new ReloadBroadcast(client);
        RuleStore rules = new RuleStore(client, clusterService, broadcast);
        StateStore state = new StateStore(client);
        ExceptionsPart exceptions = new ExceptionsPart(client, broadcast, detector, state);
        BundledInstall bundled = new BundledInstall(settings, clusterService, rules, state, BundledRules::load);
        OperatorRules operators = new OperatorRules(
                services.environment().configDir().resolve(OPERATOR_RULES),
                () -> StoreSettings.readLimits(clusterService.getClusterSettings()),
                clusterService,
                rules);
        RuleReload reload = new RuleReload(
                clusterService,
                services.threadPool(),
                rules,
                RuleInstall.all(List.of(bundled, operators)),
                detector,
                RuleCompiler::compile,
                exceptions.counters());
        RuleViews views = new RuleViews(detector, reload);
        List<StatsSource> counted = new ArrayList<>(List.of(reload.stats(), operators, exceptions.counters()));
        counted.addAll(inline.start(services));
        scheduled = new ScheduledPath(
                new ScheduledPath.Parts(
                        detector,
                        state,
                        new StoredAuthors(rules),
                        new MappedQueries(new IndexMappings(), prepared),
                        inline.writer()::write,
                        services.indicesService().getCircuitBreakerService().getBreaker(CircuitBreaker.REQUEST)),
                client,
                clusterService,
                services.threadPool(),
                services.indexNameExpressionResolver());
        counted.addAll(List.of(scheduled.stats(), prepared));
        StatsSources stats = new StatsSources(counted);

        List<HealthSource> sources = new ArrayList<>(inline.health());
        sources.addAll(List.of(reload.health(), scheduled.health()));
        health = HealthPath.of(services, detector, sources);

        List<Object> components = new ArrayList<>(exceptions.components());
        components.addAll(List.of(detector, rules, state, reload, views, stats));
        components.addAll(scheduled.components());
        components.addAll(management(rules, exceptions.exchange()));
        components.addAll(health.components());
        return components;
    }

    private static List<?> management(RuleStore rules, ExceptionExchange exceptions) {
        return List.of(
                new RuleChanges(rules),
                new RuleSwitch(rules),
                new RuleImport(rules, exceptions),
                new RuleExport(rules, exceptions));
    }

    @Override
    public List<Setting<?>> getSettings() {
        return Stream.of(
                        StoreSettings.all(),
                        InlinePath.settings(),
                        ScheduledPath.settings(),
                        List.<Setting<?>>of(HealthCollector.INTERVAL, PreparedQueries.SIZE))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<QuerySpec<?>> getQueries() {
        return List.of(ScheduledPath.query(), PreparedQueryBuilder.spec(prepared));
    }

    @Override
    public List<NamedWriteableRegistry.Entry> getNamedWriteables() {
        return ScheduledPath.namedWriteables();
    }

    @Override
    public List<NamedXContentRegistry.Entry> getNamedXContent() {
        return ScheduledPath.namedXContent();
    }

    /** Asked for after the components were made. */
    @Override
    public List<PersistentTasksExecutor<?>> getPersistentTasksExecutor(
            ClusterService clusterService,
            ThreadPool threadPool,
            Client client,
            SettingsModule settingsModule,
            IndexNameExpressionResolver resolver) {
        return List.of(
                Objects.requireNonNull(scheduled, "components are made first").executor());
    }

    /** Asked for after the components were made. */
    @Override
    public Collection<HealthIndicatorService> getHealthIndicatorServices() {
        return List.of(
                Objects.requireNonNull(health, "components are made first").indicator());
    }

    /** How the elected master knows that a node has the processor. */
    @Override
    public Settings additionalSettings() {
        return Settings.builder()
                .put("node.attr." + ProcessorNodes.ATTRIBUTE, true)
                .build();
    }

    @Override
    public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
        return Map.of(DetectProcessor.TYPE, inline.processorFactory());
    }

    @Override
    public void onIndexModule(IndexModule module) {
        inline.listenTo(module);
    }

    @Override
    public List<ExecutorBuilder<?>> getExecutorBuilders(Settings settings) {
        int threads = Math.min(MAX_THREADS, EsExecutors.allocatedProcessors(settings));
        return List.of(new FixedExecutorBuilder(
                settings,
                DetectNames.THREAD_POOL,
                threads,
                QUEUED_WORK,
                "thread_pool." + DetectNames.THREAD_POOL,
                TaskTrackingConfig.DO_NOT_TRACK));
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
        return "Detection rules and the state of their scheduled runs";
    }

    @Override
    public Collection<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
        return Stream.concat(ExceptionsPart.actions().stream(), ruleActions().stream())
                .toList();
    }

    private static List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> ruleActions() {
        return List.of(
                new ActionHandler<>(ReloadRulesAction.TYPE, TransportReloadRulesAction.class),
                new ActionHandler<>(CollectHealthAction.TYPE, TransportCollectHealthAction.class),
                new ActionHandler<>(GetRuleAction.TYPE, TransportGetRuleAction.class),
                new ActionHandler<>(ListRulesAction.TYPE, TransportListRulesAction.class),
                new ActionHandler<>(DetectStatsAction.TYPE, TransportDetectStatsAction.class),
                new ActionHandler<>(RunAction.TYPE, TransportRunAction.class),
                new ActionHandler<>(ValidateAction.TYPE, TransportValidateAction.class),
                new ActionHandler<>(TestAction.TYPE, TransportTestAction.class),
                new ActionHandler<>(ExplainAction.TYPE, TransportExplainAction.class),
                new ActionHandler<>(PreviewAction.TYPE, TransportPreviewAction.class),
                new ActionHandler<>(PutRuleAction.TYPE, TransportPutRuleAction.class),
                new ActionHandler<>(DeleteRuleAction.TYPE, TransportDeleteRuleAction.class),
                new ActionHandler<>(EnableRulesAction.TYPE, TransportEnableRulesAction.class),
                new ActionHandler<>(ImportRulesAction.TYPE, TransportImportRulesAction.class),
                new ActionHandler<>(ExportRulesAction.TYPE, TransportExportRulesAction.class),
                new ActionHandler<>(CoverageAction.TYPE, TransportCoverageAction.class),
                new ActionHandler<>(NavigatorAction.TYPE, TransportNavigatorAction.class),
                new ActionHandler<>(ListRunsAction.TYPE, TransportListRunsAction.class),
                ScheduledPath.handler(),
                new ActionHandler<>(InvestigateAction.TYPE, TransportInvestigateAction.class),
                new ActionHandler<>(AttachmentAction.ATTACH, TransportAttachmentAction.Attach.class),
                new ActionHandler<>(AttachmentAction.DETACH, TransportAttachmentAction.Detach.class),
                new ActionHandler<>(AttachmentAction.UNINSTALL, TransportUninstallAction.class));
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
        return Stream.concat(ExceptionsPart.handlers().stream(), ruleHandlers().stream())
                .toList();
    }

    private static List<RestHandler> ruleHandlers() {
        return List.of(
                new RestGetRuleAction(),
                new RestListRulesAction(),
                new RestDetectStatsAction(),
                new RestCatRulesAction(),
                new RestCatRunsAction(),
                new RestRunAction(),
                new RestValidateAction(),
                new RestTestAction(),
                new RestExplainAction(),
                new RestPreviewAction(),
                new RestPutRuleAction(),
                new RestDeleteRuleAction(),
                new RestEnableRulesAction(),
                new RestImportRulesAction(),
                new RestExportRulesAction(),
                new RestCoverageAction(),
                new RestNavigatorAction(),
                new RestAttachmentAction(),
                new RestInvestigateAction());
    }
}
