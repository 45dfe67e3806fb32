package org.esdetect.es.store;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.SingleResultDeduplicator;
import org.elasticsearch.cluster.ClusterChangedEvent;
import org.elasticsearch.cluster.ClusterStateListener;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.component.AbstractLifecycleComponent;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.elasticsearch.node.NodeClosedException;
import org.elasticsearch.threadpool.Scheduler;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.es.health.HealthSource;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what this node judges by equal to the rule store.
 *
 * <p>From the moment the cluster's state is recovered it compares generations, again and again, and loads when they
 * differ; a broadcast makes it load at once. Loads follow each other, never overlap, and whoever asks for one gets one
 * that began after he asked. Until the first succeeds the detector holds no rules and says so; what fails is tried
 * again, soon at first, later at the pace of the poll interval.
 */
public final class RuleReload extends AbstractLifecycleComponent implements ClusterStateListener {
    private static final Logger logger = LogManager.getLogger(RuleReload.class);

    private static final long FIRST_RETRY_MILLIS = 100;

    /** Shards that are still starting are no news; rules that stay away this long are. */
    private static final int FAILURES_BEFORE_WARNING = 6;

    private final ClusterService clusterService;
    private final ThreadPool threadPool;
    private final RuleStore store;
    private final RuleInstall installs;
    private final Detector detector;
    private final Function<Rule, CompiledRule> compiler;
    private final ExceptionHits hits;
    private final SingleResultDeduplicator<LoadedRules> loads;
    private final ReloadStats stats;

    private volatile @Nullable LoadedRules loaded;
    private volatile int failuresInARow; // of checks, which follow each other
    private Scheduler.@Nullable ScheduledCancellable scheduled;
    private volatile TimeValue pollInterval;

    public RuleReload(
            ClusterService clusterService,
            ThreadPool threadPool,
            RuleStore store,
            RuleInstall installs,
            Detector detector,
            Function<Rule, CompiledRule> compiler) {
        this(clusterService, threadPool, store, installs, detector, compiler, ExceptionHits.NONE);
    }

    /** @param hits told of each event that an exception of the loaded rules keeps from an alert */
    public RuleReload(
            ClusterService clusterService,
            ThreadPool threadPool,
            RuleStore store,
            RuleInstall installs,
            Detector detector,
            Function<Rule, CompiledRule> compiler,
            ExceptionHits hits) {
        this.hits = hits;
        this.clusterService = clusterService;
        this.threadPool = threadPool;
        this.store = store;
        this.installs = installs;
        this.detector = detector;
        this.compiler = new GuardedCompiler(compiler);
        this.loads = new SingleResultDeduplicator<>(threadPool.getThreadContext(), this::load);
        this.stats = new ReloadStats(this::loaded);
        this.pollInterval = clusterService.getClusterSettings().get(StoreSettings.POLL_INTERVAL);
    }

    /** Loads the rules as they are now or later, and answers when this node judges by them. */
    public void reload(ActionListener<Generation> listener) {
        if (lifecycle.stoppedOrClosed()) {
            listener.onFailure(new NodeClosedException(clusterService.localNode()));
            return;
        }
        loads.execute(listener.map(LoadedRules::generation));
    }

    /** The revision of the rule that this node judges by; empty when it has none. */
    public OptionalLong revision(String ruleId) {
        return loaded().map(rules -> rules.stored().get(ruleId))
                .map(stored -> OptionalLong.of(stored.revision()))
                .orElse(OptionalLong.empty());
    }

    public ReloadStats stats() {
        return stats;
    }

    public HealthSource health() {
        return new RulesHealth(this::loaded, () -> failuresInARow, FAILURES_BEFORE_WARNING);
    }

    @Override
    protected void doStart() {
        clusterService.getClusterSettings().addSettingsUpdateConsumer(StoreSettings.POLL_INTERVAL, this::pollEvery);
        clusterService.addListener(this);
    }

    @Override
    protected void doStop() {
        clusterService.removeListener(this);
        synchronized (this) {
            if (scheduled != null) {
                scheduled.cancel();
            }
        }
    }

    @Override
    protected void doClose() {}

    /** Starts the checks, once, when the state that tells of indices is there. */
    @Override
    public void clusterChanged(ClusterChangedEvent event) {
        if (!event.state().blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
            clusterService.removeListener(this);
            checkAfter(TimeValue.ZERO);
        }
    }

    private synchronized void checkAfter(TimeValue delay) {
        if (!lifecycle.started()) {
            return;
        }
        try {
            scheduled = threadPool.schedule(this::check, delay, threadPool.generic());
        } catch (EsRejectedExecutionException e) {
            logger.debug("no more checks for changed rules: the node is shutting down", e);
        }
    }

    /** A failure to install what ships with the plugin keeps nobody from the rules that are there. */
    private void check() {
        ActionListener<Generation> checked = ActionListener.wrap(this::checked, this::failed);
        ActionListener<Void> thenCompare = ActionListener.wrap(
                installed -> compare(checked), failure -> compare(ActionListener.running(() -> failed(failure))));
        ActionListener.run(thenCompare, installs::ensureInstalled);
    }

    private void compare(ActionListener<Generation> listener) {
        ActionListener.run(
                listener,
                first -> store.generation(first.delegateFailureAndWrap((next, stored) -> {
                    if (loaded().map(LoadedRules::generation)
                            .filter(stored::equals)
                            .isPresent()) {
                        next.onResponse(stored);
                    } else {
                        reload(next);
                    }
                })));
    }

    private void load(ActionListener<LoadedRules> listener) {
        long startMillis = threadPool.rawRelativeTimeInMillis();
        Map<String, StoredRule> known = loaded().map(LoadedRules::stored).orElse(Map.of());
        Generation before = loaded().map(LoadedRules::generation).orElse(Generation.NONE);
        store.loadChanged(
                known,
                before,
                ActionListener.wrap(
                        stored -> threadPool
                                .generic()
                                .execute(ActionRunnable.supply(listener, () -> take(stored, startMillis))),
                        failure -> {
                            stats.loadFailed(threadPool.absoluteTimeInMillis(), failure);
                            listener.onFailure(failure);
                        }));
    }

    private LoadedRules take(StoredRules stored, long startMillis) {
        LoadedRules rules = LoadedRules.of(stored, detector.current(), compiler, hits);
        detector.replace(rules.compiled());
        loaded = rules;
        stats.loadSucceeded(
                threadPool.absoluteTimeInMillis(), threadPool.rawRelativeTimeInMillis() - startMillis, rules);
        rules.unreadable().forEach((id, reason) -> logger.warn("[{}] is no readable rule: {}", id, reason));
        return rules;
    }

    private void checked(Generation generation) {
        failuresInARow = 0;
        checkAfter(pollInterval);
    }

    private void failed(Exception failure) {
        int failures = failuresInARow + 1;
        failuresInARow = failures;
        if (failures == FAILURES_BEFORE_WARNING) {
            logger.warn("rules could not be installed or read [" + failures + "] times in a row; trying on", failure);
        } else {
            logger.debug("rules could not be installed or read, [" + failures + "] times in a row", failure);
        }
        long delayMillis = FIRST_RETRY_MILLIS << Math.min(failures - 1, 10);
        checkAfter(TimeValue.timeValueMillis(Math.min(delayMillis, pollInterval.millis())));
    }

    /** A check that was to come after the old interval comes after the new one; one that is under way goes on. */
    private synchronized void pollEvery(TimeValue interval) {
        pollInterval = interval;
        if (scheduled != null && scheduled.cancel()) {
            checkAfter(interval);
        }
    }

    private Optional<LoadedRules> loaded() {
        return Optional.ofNullable(loaded);
    }
}
