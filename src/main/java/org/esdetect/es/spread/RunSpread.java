package org.esdetect.es.spread;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.tasks.TaskCancelledException;
import org.elasticsearch.transport.NodeDisconnectedException;
import org.elasticsearch.transport.ReceiveTimeoutTransportException;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunSettings;
import org.esdetect.es.signal.ProcessorNodes;
import org.jspecify.annotations.Nullable;

/**
 * Spreads runs over the nodes: in turn over those that hold data, no more at a time on each than the setting says. A
 * run that a node does not take, or does not finish because it leaves, is done by another; what no node takes has
 * failed, and its cursor stays.
 *
 * <p>Rules whose last run failed get at most half of the places, so that many that take long before they fail do not
 * hold up the others.
 *
 * <p>Any thread; answers on any thread.
 */
public final class RunSpread {
    /** A scheduled run that takes longer is cancelled; what it had finished by then is kept. */
    public static final Setting<TimeValue> RUN_TIMEOUT = Setting.timeSetting(
            "detect.schedule.run_timeout",
            TimeValue.timeValueMinutes(5),
            TimeValue.timeValueSeconds(1),
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /** Sends a run to a node; {@code client.execute} of {@link RuleRunAction}. */
    @FunctionalInterface
    public interface Sender {
        void send(RuleRunAction.Request request, ActionListener<RuleRunAction.Response> listener);
    }

    /**
     * A run to be done.
     *
     * @param troubled whether the rule's last run failed
     * @param dueMillis when it was due; 0 when it was due from the first
     */
    public record Job(RunRequest run, boolean troubled, long dueMillis, Owner owner) {}

    private static final class Waiting {
        private final Job job;
        private final ActionListener<RunReport> listener;
        private final Set<String> refusedBy = new HashSet<>();
        private String lastRefusal = "no node that holds data has the plugin";

        Waiting(Job job, ActionListener<RunReport> listener) {
            this.job = job;
            this.listener = listener;
        }
    }

    private record Start(Waiting waiting, @Nullable DiscoveryNode node) {}

    private final Sender sender;
    private final Supplier<ClusterState> state;
    private final LongSupplier clockMillis;
    private final Deque<Waiting> sound = new ArrayDeque<>();
    private final Deque<Waiting> troubled = new ArrayDeque<>();
    private final Places places = new Places();
    private final AtomicInteger passes = new AtomicInteger();
    private int troubledRunning;
    private volatile int perNode;
    private volatile TimeValue timeout = TimeValue.MINUS_ONE;

    public RunSpread(Sender sender, Supplier<ClusterState> state, LongSupplier clockMillis, ClusterSettings settings) {
        this.sender = sender;
        this.state = state;
        this.clockMillis = clockMillis;
        settings.initializeAndWatch(RunSettings.MAX_CONCURRENT_RUNS, value -> perNode = value);
        settings.initializeAndWatch(RUN_TIMEOUT, value -> timeout = value);
    }

    /**
     * Has the run done, now or when there is room.
     *
     * @param listener fails only when the owner of the run is one no more, and then nothing is known of it
     */
    public void start(Job job, ActionListener<RunReport> listener) {
        synchronized (this) {
            queue(job).addLast(new Waiting(job, listener));
        }
        handOut();
    }

    /** Runs that wait for room. */
    synchronized int waiting() {
        return sound.size() + troubled.size();
    }

    private Deque<Waiting> queue(Job job) {
        return job.troubled() ? troubled : sound;
    }

    /** One thread at a time, and never deeper for an answer that comes at once. */
    private void handOut() {
        if (passes.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Start next = next(); next != null; next = next()) {
                begin(next);
            }
            seen = passes.addAndGet(-seen);
        } while (seen > 0);
    }

    private synchronized @Nullable Start next() {
        NavigableMap<String, DiscoveryNode> nodes = nodes();
        if (places.areTaken(nodes, perNode)) {
            return null;
        }
        // Without any node a run is to fail, not to wait: its rule is tried again as one that failed.
        boolean roomForTroubled = nodes.isEmpty() || troubledRunning < Math.max(1, nodes.size() * perNode / 2);
        for (Deque<Waiting> queue : roomForTroubled ? List.of(sound, troubled) : List.of(sound)) {
            for (Waiting waiting : queue) {
                Optional<Start> start = start(waiting, nodes);
                if (start.isPresent()) {
                    queue.remove(waiting);
                    return start.get();
                }
            }
        }
        return null;
    }

    /** Empty when it must wait; without a node when none is left that could take it. */
    private Optional<Start> start(Waiting waiting, NavigableMap<String, DiscoveryNode> nodes) {
        if (waiting.job.owner().isStopped() || waiting.refusedBy.containsAll(nodes.keySet())) {
            return Optional.of(new Start(waiting, null));
        }
        return places.take(nodes, waiting.refusedBy, perNode).map(node -> {
            troubledRunning += waiting.job.troubled() ? 1 : 0;
            return new Start(waiting, node);
        });
    }

    private void begin(Start start) {
        Waiting waiting = start.waiting;
        DiscoveryNode node = start.node;
        if (node == null) {
            notTaken(waiting);
            return;
        }
        long startedMillis = clockMillis.getAsLong();
        TimeValue limit = timeout;
        RuleRunAction.Request request =
                new RuleRunAction.Request(node.getId(), RunMessage.of(waiting.job.run(), limit));
        request.setParentTask(waiting.job.owner().task());
        ActionListener<RuleRunAction.Response> answer = ActionListener.wrap(
                response -> {
                    if (response.done().isEmpty()) {
                        refused(waiting, node, "node [" + node.getName() + "] has not loaded this state of the rule");
                        return;
                    }
                    RuleRunAction.Done done = response.done().get();
                    waiting.listener.onResponse(report(
                            waiting,
                            done.result(),
                            node,
                            startedMillis,
                            limit,
                            done.status().phaseMillis()));
                },
                failure -> failed(waiting, node, failure)
                        .ifPresent(result -> waiting.listener.onResponse(
                                report(waiting, result, node, startedMillis, limit, Map.of()))));
        ActionListener.run(
                ActionListener.notifyOnce(ActionListener.runAfter(
                        ActionListener.runBefore(answer, () -> ended(waiting, node)), this::handOut)),
                listener -> sender.send(request, listener));
    }

    private synchronized void ended(Waiting waiting, DiscoveryNode node) {
        places.giveBack(node);
        troubledRunning -= waiting.job.troubled() ? 1 : 0;
    }

    private RunReport report(
            Waiting waiting,
            RunResult result,
            DiscoveryNode node,
            long startedMillis,
            TimeValue limit,
            Map<String, Long> phases) {
        return RunReport.of(waiting.job.run(), result, node, startedMillis, waiting.job.dueMillis(), limit, phases);
    }

    /**
     * What the run came to; empty when another node is asked.
     *
     * <p>A node that leaves in the middle of a run may have left because of it: the run is not sent after the others at
     * once, but tried again as one that failed.
     */
    private Optional<RunResult> failed(Waiting waiting, DiscoveryNode node, Exception failure) {
        Throwable cause = ExceptionsHelper.unwrapCause(failure);
        RunRequest run = waiting.job.run();
        if (waiting.job.owner().isStopped()) {
            waiting.listener.onFailure(failure);
            return Optional.empty();
        } else if (cause instanceof TaskCancelledException) {
            return Optional.of(RunResult.none(run, RunResult.Outcome.CANCELLED, "cancelled: " + cause.getMessage()));
        } else if (cause instanceof NodeDisconnectedException || cause instanceof ReceiveTimeoutTransportException) {
            String what = cause instanceof NodeDisconnectedException ? "left during the run" : "does not answer";
            return Optional.of(RunResult.none(
                    run, RunResult.Outcome.FAILED, "node [" + node.getName() + "] " + what + "; it is tried again"));
        }
        refused(waiting, node, "node [" + node.getName() + "]: " + cause.getMessage());
        return Optional.empty();
    }

    private synchronized void refused(Waiting waiting, DiscoveryNode node, String reason) {
        waiting.refusedBy.add(node.getId());
        waiting.lastRefusal = reason;
        queue(waiting.job).addFirst(waiting);
    }

    private void notTaken(Waiting waiting) {
        if (waiting.job.owner().isStopped()) {
            waiting.listener.onFailure(new TaskCancelledException("the schedule is owned by another node"));
            return;
        }
        RunResult result = RunResult.none(
                waiting.job.run(), RunResult.Outcome.FAILED, "no node took the run; " + waiting.lastRefusal);
        DiscoveryNode local = state.get().nodes().getLocalNode();
        waiting.listener.onResponse(
                report(waiting, result, local, clockMillis.getAsLong(), TimeValue.MINUS_ONE, Map.of()));
    }

    private NavigableMap<String, DiscoveryNode> nodes() {
        TreeMap<String, DiscoveryNode> nodes = new TreeMap<>();
        for (DiscoveryNode node : state.get().nodes().getDataNodes().values()) {
            if (node.getAttributes().containsKey(ProcessorNodes.ATTRIBUTE)) {
                nodes.put(node.getId(), node);
            }
        }
        return nodes;
    }
}
