package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.elasticsearch.action.search.SearchTransportService;
import org.elasticsearch.search.internal.ShardSearchRequest;
import org.elasticsearch.tasks.CancellableTask;
import org.elasticsearch.test.transport.MockTransportService;
import org.elasticsearch.transport.TransportService;

/** Searches of one index that do not end before they are let go, or cancelled. */
public final class HeldSearches {
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final List<CancellableTask> tasks = new CopyOnWriteArrayList<>();
    private final List<MockTransportService> services = new ArrayList<>();
    private volatile boolean open;

    private final boolean countsToo;

    private HeldSearches(boolean countsToo) {
        this.countsToo = countsToo;
    }

    /** Holds the searches of {@code indices} on the nodes of {@code nodes}. */
    public static HeldSearches of(Set<String> indices, Iterable<TransportService> nodes) {
        return hold(new HeldSearches(true), indices, nodes);
    }

    /** The same, of those that ask for documents and not only how many there are. */
    static HeldSearches ofDocuments(Set<String> indices, Iterable<TransportService> nodes) {
        return hold(new HeldSearches(false), indices, nodes);
    }

    private static HeldSearches hold(HeldSearches searches, Set<String> indices, Iterable<TransportService> nodes) {
        for (TransportService node : nodes) {
            searches.hold(indices, (MockTransportService) node);
        }
        return searches;
    }

    private void hold(Set<String> indices, MockTransportService service) {
        services.add(service);
        Executor executor = service.getThreadPool().generic();
        service.<ShardSearchRequest>addRequestHandlingBehavior(
                SearchTransportService.QUERY_ACTION_NAME, (handler, request, channel, task) -> {
                    boolean counts =
                            request.source() != null && request.source().size() == 0;
                    if (open
                            || counts && !countsToo
                            || !indices.contains(request.shardId().getIndexName())) {
                        handler.messageReceived(request, channel, task);
                        return;
                    }
                    Runnable goOn = once(() -> executor.execute(() -> {
                        try {
                            handler.messageReceived(request, channel, task);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }));
                    held.add(goOn);
                    tasks.add((CancellableTask) task);
                    ((CancellableTask) task).addListener(goOn::run);
                });
    }

    private static Runnable once(Runnable runnable) {
        AtomicBoolean ran = new AtomicBoolean();
        return () -> {
            if (ran.compareAndSet(false, true)) {
                runnable.run();
            }
        };
    }

    /** How many were held so far. */
    public int held() {
        return held.size();
    }

    /** How many of them were cancelled. */
    public long cancelled() {
        return tasks.stream().filter(CancellableTask::isCancelled).count();
    }

    /** Lets all go, and those that come. */
    public void letGo() {
        open = true;
        held.forEach(Runnable::run);
        services.forEach(MockTransportService::clearAllRules);
    }
}
