package org.esdetect.es.signal;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.RefCountingListener;
import org.elasticsearch.action.support.master.AcknowledgedResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.cluster.ClusterChangedEvent;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateListener;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.persistent.PersistentTasksService;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.ecs.Templates;
import org.esdetect.es.DetectNames;

/**
 * Keeps the pipeline and the index templates in the cluster state, from the elected master. Looks at each new cluster
 * state; puts what is missing or older, all in one flight; tries again later what failed.
 */
public final class TemplateInstaller implements ClusterStateListener {
    private static final Logger logger = LogManager.getLogger(TemplateInstaller.class);
    private static final int VERSION = Templates.VERSION;
    /** Between a failure and the next try, whatever the cluster state does meanwhile. */
    static final TimeValue RETRY = TimeValue.timeValueSeconds(5);

    private static final ClusterPart.Pipeline PIPELINE = new ClusterPart.Pipeline(DetectNames.PIPELINE, VERSION);
    private static final ClusterPart.Template SIGNALS =
            new ClusterPart.Template(DetectNames.SIGNALS, VERSION, Templates.signals(VERSION), null);
    private static final ClusterPart SUPPRESSED =
            new ClusterPart.Template(DetectNames.SUPPRESSED, VERSION, Templates.suppressed(VERSION), null);
    private static final List<ClusterPart> PARTS = List.of(
            PIPELINE,
            SIGNALS,
            SUPPRESSED,
            new ClusterPart.Template(DetectNames.RUN_LOG, VERSION, Templates.runs(VERSION), null),
            new ClusterPart.Template(DetectNames.ENDPOINT_TEMPLATE, VERSION, Templates.endpoint(VERSION), PIPELINE));

    private final Supplier<ClusterState> current;
    private final ThreadPool threadPool;
    private final Client client;
    /** From the first put until all are answered and, after a failure, a pause has passed. */
    private final AtomicBoolean inFlight = new AtomicBoolean();
    /** What the cluster refuses for good, while this node is master. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private volatile boolean enabled = true;

    /** @param current the newest applied cluster state */
    public TemplateInstaller(Supplier<ClusterState> current, ThreadPool threadPool, Client client) {
        this.current = current;
        this.threadPool = threadPool;
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
    }

    /** Follows {@link SignalSettings#TEMPLATES_ENABLED}. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Whether an index of signals that is created now gets our mapping. */
    public static boolean isReady(ClusterState state) {
        return SIGNALS.isIn(state) && SUPPRESSED.isIn(state);
    }

    @Override
    public void clusterChanged(ClusterChangedEvent event) {
        if (event.localNodeMaster()) {
            install(event.state());
        } else {
            refused.clear();
            said.clear();
        }
    }

    private void install(ClusterState state) {
        if (!enabled || state.blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
            return;
        }
        List<ClusterPart> due = due(state);
        if (due.isEmpty() || !inFlight.compareAndSet(false, true)) {
            return;
        }
        Set<String> failed = new HashSet<>();
        try (RefCountingListener flight = new RefCountingListener(ActionListener.running(() -> landed(failed)))) {
            for (ClusterPart part : due) {
                put(part, flight.acquire(), failed);
            }
        }
    }

    private List<ClusterPart> due(ClusterState state) {
        List<ClusterPart> missing = PARTS.stream()
                .filter(part -> !part.isIn(state) && !refused.contains(part.name()))
                .toList();
        if (!missing.isEmpty() && !ProcessorNodes.haveProcessor(state)) {
            sayOnce(
                    "nodes",
                    "the pipeline [" + DetectNames.PIPELINE + "] is not installed yet: the ingest nodes "
                            + ProcessorNodes.without(state)
                            + " do not have the plugin; install it there or take the role away");
        }
        return missing.stream().filter(part -> part.isDue(state)).toList();
    }

    private void put(ClusterPart part, ActionListener<Void> done, Set<String> failed) {
        ActionListener<AcknowledgedResponse> answer = ActionListener.wrap(
                acknowledged -> logger.info("installed [{}] version [{}]", part.name(), VERSION),
                failure -> failed(part, failure, failed));
        ActionListener.run(
                ActionListener.runAfter(answer, () -> done.onResponse(null)), next -> part.put(client, next));
    }

    private void failed(ClusterPart part, Exception failure, Set<String> failed) {
        if (isTaken(part, failure)) {
            refused.add(part.name());
            sayOnce(
                    part.name(),
                    "the index template [" + part.name() + "] is not installed: " + failure.getMessage()
                            + "; attach the pipeline to the streams of that template instead");
            return;
        }
        synchronized (failed) {
            failed.add(part.name());
        }
        sayOnce(part.name() + failure, "could not install [" + part.name() + "], will try again: " + causes(failure));
    }

    /** Another template of the same priority has the pattern: then the endpoint's streams are someone else's. */
    private static boolean isTaken(ClusterPart part, Exception failure) {
        return part.name().equals(DetectNames.ENDPOINT_TEMPLATE)
                && ExceptionsHelper.unwrapCause(failure) instanceof IllegalArgumentException conflict
                && Objects.toString(conflict.getMessage()).contains("same priority");
    }

    /** All messages: that of a refused template says the reason in its last cause only. */
    private static String causes(Throwable failure) {
        StringBuilder causes = new StringBuilder(failure.toString());
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            causes.append("; caused by: ").append(cause);
            cause = cause.getCause();
        }
        return causes.toString();
    }

    private void landed(Set<String> failed) {
        boolean all;
        synchronized (failed) {
            all = failed.isEmpty();
        }
        try {
            // What came about while the flight was on its way would otherwise wait for the next cluster state.
            threadPool.schedule(this::again, all ? TimeValue.ZERO : RETRY, threadPool.generic());
        } catch (RuntimeException shuttingDown) {
            inFlight.set(false);
            logger.debug("not looked at again", shuttingDown);
        }
    }

    private void again() {
        inFlight.set(false);
        ClusterState state = current.get();
        if (state.nodes().isLocalNodeElectedMaster()) {
            install(state);
        }
    }

    private void sayOnce(String key, String message) {
        if (said.add(key)) {
            logger.warn(message);
        }
    }
}
