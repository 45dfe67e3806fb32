package org.esdetect.es.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.common.component.AbstractLifecycleComponent;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.elasticsearch.threadpool.Scheduler;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.engine.ExceptionLists;
import org.jspecify.annotations.Nullable;

/**
 * The hits of exceptions in one document of the state index, to which each node adds what it counted, every minute: so
 * "never hit" means since the first exception there was, and not since the last restart. A node that is killed loses
 * what it had not added yet.
 */
public final class KeptHits extends AbstractLifecycleComponent {
    private static final Logger logger = LogManager.getLogger(KeptHits.class);

    private static final String ID = "exception-hits";
    private static final String SINCE = "since";
    private static final String ITEMS = "items";
    private static final String HITS = "hits";
    private static final String LAST = "last_hit";
    private static final TimeValue INTERVAL = TimeValue.timeValueMinutes(1);
    private static final int TRIES = 10;

    private final StateStore store;
    private final ExceptionCounters counters;
    private final Detector detector;
    private final ThreadPool threadPool;
    private volatile boolean begun;
    private Scheduler.@Nullable Cancellable task;

    public KeptHits(StateStore store, ExceptionCounters counters, Detector detector, ThreadPool threadPool) {
        this.store = store;
        this.counters = counters;
        this.detector = detector;
        this.threadPool = threadPool;
    }

    /**
     * What all nodes have added.
     *
     * @param since when the first of them began to count
     * @param last times as texts, in whole seconds
     */
    public record Counts(String since, Map<String, Long> hits, Map<String, String> last) {}

    /** Empty before there was an exception. */
    public void read(ActionListener<Optional<Counts>> listener) {
        store.read(ID, listener.map(found -> found.map(stored -> counts(stored.source()))));
    }

    @Override
    protected void doStart() {
        task = threadPool.scheduleWithFixedDelay(this::keep, INTERVAL, threadPool.generic());
    }

    @Override
    protected void doStop() {
        if (task != null) {
            task.cancel();
        }
    }

    @Override
    protected void doClose() {}

    private void keep() {
        keep(ActionListener.wrap(
                done -> {}, failure -> logger.debug("hits of exceptions are added a minute later", failure)));
    }

    /** Adds what this node has counted and not added yet. One call at a time. */
    void keep(ActionListener<Void> listener) {
        Map<String, ExceptionCounters.Unkept> unkept = counters.unkept();
        boolean nothing = detector.current().exceptions().items().isEmpty();
        if (nothing || (begun && unkept.isEmpty())) {
            listener.onResponse(null);
            return;
        }
        add(unkept, TRIES, listener.map(done -> {
            begun = true;
            counters.kept(unkept);
            return null;
        }));
    }

    private void add(Map<String, ExceptionCounters.Unkept> unkept, int tries, ActionListener<Void> listener) {
        ActionListener<Void> again = listener.delegateResponse((next, failure) -> {
            if (failure instanceof StateConflictException && tries > 1) {
                add(unkept, tries - 1, next);
            } else {
                next.onFailure(failure);
            }
        });
        store.read(ID, again.delegateFailureAndWrap((next, found) -> {
            Counts before = found.map(stored -> counts(stored.source()))
                    .orElseGet(() -> new Counts(counters.since().toString(), Map.of(), Map.of()));
            if (found.isPresent() && unkept.isEmpty()) {
                next.onResponse(null);
                return;
            }
            Version version = found.map(Stored::version).orElse(null);
            store.write(ID, source(before, unkept), version, next.map(written -> null));
        }));
    }

    /** Items that were deleted are forgotten. */
    private Map<String, Object> source(Counts before, Map<String, ExceptionCounters.Unkept> unkept) {
        Map<String, Long> hits = new TreeMap<>(before.hits());
        Map<String, String> last = new HashMap<>(before.last());
        unkept.forEach((id, more) -> {
            hits.merge(id, more.count(), Long::sum);
            last.merge(id, more.last().toString(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        });
        ExceptionLists lists = detector.current().exceptions();
        Map<String, Object> items = new TreeMap<>();
        hits.forEach((id, count) -> {
            if (lists.item(id).isPresent()) {
                items.put(id, Map.of(HITS, count, LAST, last.getOrDefault(id, Instant.EPOCH.toString())));
            }
        });
        return Map.of(SINCE, before.since(), ITEMS, items);
    }

    private static Counts counts(Map<String, Object> source) {
        Map<String, Long> hits = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        if (source.get(ITEMS) instanceof Map<?, ?> items) {
            items.forEach((id, item) -> {
                if (item instanceof Map<?, ?> counted && counted.get(HITS) instanceof Number count) {
                    hits.put(id.toString(), count.longValue());
                    last.put(id.toString(), String.valueOf(counted.get(LAST)));
                }
            });
        }
        return new Counts(String.valueOf(source.get(SINCE)), hits, last);
    }
}
