package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.persistent.PersistentTaskParams;
import org.elasticsearch.persistent.PersistentTaskState;
import org.elasticsearch.persistent.PersistentTasksExecutor;
import org.elasticsearch.plugins.ActionPlugin.ActionHandler;
import org.elasticsearch.plugins.SearchPlugin.QuerySpec;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.ParseField;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.es.arrival.ArrivalsQueryBuilder;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.coverage.CurrentCoverage;
import org.esdetect.es.coverage.NamedIndices;
import org.esdetect.es.hand.HandRunStatus;
import org.esdetect.es.hand.Previews;
import org.esdetect.es.hand.RunsByHand;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.rights.RuleAuthors;
import org.esdetect.es.rights.RunAs;
import org.esdetect.es.rights.SearchRights;
import org.esdetect.es.run.AlertSink;
import org.esdetect.es.run.LoggedRuns;
import org.esdetect.es.run.QuerySource;
import org.esdetect.es.run.RunLimits;
import org.esdetect.es.run.RunLog;
import org.esdetect.es.run.RunSettings;
import org.esdetect.es.run.RunStatus;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.signal.OverflowWriter;
import org.esdetect.es.signal.TemplateInstaller;
import org.esdetect.es.spread.RuleRunAction;
import org.esdetect.es.spread.RunSpread;
import org.esdetect.es.spread.RunWorker;
import org.esdetect.es.spread.TransportRuleRunAction;
import org.esdetect.es.stats.StatsSource;
import org.esdetect.es.store.StateStore;

/** The parts of scheduled work, put together; what the plugin must register stands below. */
public final class ScheduledPath {
    private final DetectTaskExecutor executor;
    private final RunsByHand runs;
    private final Previews previews;
    private final RunWorker worker;
    private final LoggedRuns loggedRuns;
    private final CurrentCoverage coverage;
    private final Ticks ticks;
    private final ScheduleStats stats;

    /**
     * What comes from elsewhere in the plugin.
     *
     * @param authors {@code RuleStore::authentication}
     * @param alerts {@code AlertWriter::write}
     * @param memory the breaker that runs take their memory from
     */
    public record Parts(
            Detector detector,
            StateStore state,
            RuleAuthors authors,
            QuerySource queries,
            AlertSink alerts,
            CircuitBreaker memory) {}

    /** Registers what follows the cluster's settings and its state; nothing runs before the task is assigned. */
    public ScheduledPath(
            Parts parts,
            Client client,
            ClusterService clusterService,
            ThreadPool threadPool,
            IndexNameExpressionResolver resolver) {
        RunAs runAs = new RunAs(client);
        RunTools tools = new RunTools(
                runAs,
                SearchRights.ofAuthors(runAs, parts.authors()),
                parts.queries(),
                parts.alerts(),
                clusterService,
                threadPool.executor(DetectNames.THREAD_POOL),
                new RunLimits(clusterService.getClusterSettings(), parts.memory()));
        this.stats = new ScheduleStats();
        OverflowWriter overflow = new OverflowWriter(client, () -> TemplateInstaller.isReady(clusterService.state()));
        Checkpoints checkpoints = new Checkpoints(client, clusterService);
        RunLog log = new RunLog(runAs, stats::runLogFailed);
        RunSpread spread = new RunSpread(
                (request, listener) -> client.execute(RuleRunAction.TYPE, request, listener),
                clusterService::state,
                threadPool::absoluteTimeInMillis,
                clusterService.getClusterSettings());
        Ticks ticks = new Ticks(
                parts.detector(),
                parts.state(),
                new Rounds(tools, checkpoints, resolver, spread, threadPool, log, stats),
                new Sweep(tools, checkpoints, stats, new InlineOverflow(overflow)),
                new NamedIndices(clusterService::state, resolver),
                stats,
                threadPool,
                clusterService.getClusterSettings());
        stats.show(ticks::summary);
        this.ticks = ticks;
        this.loggedRuns = new LoggedRuns(runAs);
        this.coverage = new CurrentCoverage(clusterService::state, resolver, () -> clusterService
                .getClusterSettings()
                .get(ScheduleSettings.ENABLED));
        this.worker = new RunWorker(parts.detector(), tools, threadPool, stats::worked);
        this.executor = new DetectTaskExecutor(threadPool, ticks, stats);
        this.previews = new Previews(parts.detector(), tools, resolver, threadPool);
        this.runs = new RunsByHand(parts.detector(), tools, checkpoints, resolver, log, threadPool);
        clusterService.addListener(new TaskStarter(clusterService, threadPool, client));
    }

    /** For {@code PersistentTaskPlugin.getPersistentTasksExecutor}, which the server asks after the components. */
    public PersistentTasksExecutor<?> executor() {
        return executor;
    }

    /** Components, each given to the action that is about it. */
    public List<Object> components() {
        return List.of(runs, previews, worker, loggedRuns, coverage);
    }

    /** How the schedule stands; empty on a node that does not own it. */
    Optional<ScheduleSummary> summary() {
        return ticks.summary();
    }

    /** The action by which nodes hand runs to each other. */
    public static ActionHandler<?, ?> handler() {
        return new ActionHandler<>(RuleRunAction.TYPE, TransportRuleRunAction.class);
    }

    /** For a test that turns the clock. */
    Ticks ticks() {
        return ticks;
    }

    public StatsSource stats() {
        return stats;
    }

    public HealthSource health() {
        return nowMillis -> {
            List<Finding> findings = new ArrayList<>(stats.clockwork().findings(nowMillis));
            summary().ifPresent(owner -> findings.addAll(owner.findings()));
            return findings;
        };
    }

    /** For {@code Plugin.getSettings}: of the schedule, and of the rooms that only it knows. */
    public static List<Setting<?>> settings() {
        return Stream.of(ScheduleSettings.all(), RunSettings.all(), List.<Setting<?>>of(RunSpread.RUN_TIMEOUT))
                .flatMap(List::stream)
                .toList();
    }

    /** For {@code SearchPlugin.getQueries}. */
    public static QuerySpec<?> query() {
        return ArrivalsQueryBuilder.spec();
    }

    /** For {@code Plugin.getNamedWriteables}. */
    public static List<NamedWriteableRegistry.Entry> namedWriteables() {
        return List.of(
                new NamedWriteableRegistry.Entry(PersistentTaskParams.class, DetectNames.TASK, DetectTaskParams::read),
                new NamedWriteableRegistry.Entry(PersistentTaskState.class, DetectNames.TASK, DetectTaskState::read),
                new NamedWriteableRegistry.Entry(Task.Status.class, RunStatus.NAME, RunStatus::read),
                new NamedWriteableRegistry.Entry(Task.Status.class, HandRunStatus.NAME, HandRunStatus::read));
    }

    /** For {@code Plugin.getNamedXContent}. */
    public static List<NamedXContentRegistry.Entry> namedXContent() {
        ParseField name = new ParseField(DetectNames.TASK);
        return List.of(
                new NamedXContentRegistry.Entry(PersistentTaskParams.class, name, DetectTaskParams::fromXContent),
                new NamedXContentRegistry.Entry(PersistentTaskState.class, name, DetectTaskState::fromXContent));
    }
}
