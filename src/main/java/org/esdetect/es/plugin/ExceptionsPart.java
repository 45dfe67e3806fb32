package org.esdetect.es.plugin;

import java.time.InstantSource;
import java.util.List;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.plugins.ActionPlugin.ActionHandler;
import org.elasticsearch.rest.RestHandler;
import org.esdetect.engine.Detector;
import org.esdetect.es.action.DeleteExceptionAction;
import org.esdetect.es.action.ExceptionCounts;
import org.esdetect.es.action.GetExceptionAction;
import org.esdetect.es.action.ListExceptionsAction;
import org.esdetect.es.action.PutExceptionAction;
import org.esdetect.es.action.TransportDeleteExceptionAction;
import org.esdetect.es.action.TransportGetExceptionAction;
import org.esdetect.es.action.TransportListExceptionsAction;
import org.esdetect.es.action.TransportPutExceptionAction;
import org.esdetect.es.exception.ExceptionChanges;
import org.esdetect.es.exception.StoredExchange;
import org.esdetect.es.manage.ExceptionExchange;
import org.esdetect.es.rest.RestDeleteExceptionAction;
import org.esdetect.es.rest.RestGetExceptionAction;
import org.esdetect.es.rest.RestListExceptionsAction;
import org.esdetect.es.rest.RestPutExceptionAction;
import org.esdetect.es.store.ExceptionCounters;
import org.esdetect.es.store.ExceptionStore;
import org.esdetect.es.store.KeptHits;
import org.esdetect.es.store.RuleBroadcast;
import org.esdetect.es.store.StateStore;

/** The parts that keep exceptions. */
final class ExceptionsPart {
    private final ExceptionStore store;
    private final ExceptionCounters counters;
    private final ExceptionChanges changes;
    private final KeptHits kept;
    private final ExceptionCounts counts;
    private final ExceptionExchange exchange;

    ExceptionsPart(Client client, RuleBroadcast broadcast, Detector detector, StateStore state) {
        this.store = new ExceptionStore(client, broadcast);
        this.counters = new ExceptionCounters(detector::current, InstantSource.system());
        this.changes = new ExceptionChanges(store, detector);
        this.kept = new KeptHits(state, counters, detector, client.threadPool());
        this.counts = new ExceptionCounts(client, detector, kept);
        this.exchange = new StoredExchange(store, detector);
    }

    ExceptionCounters counters() {
        return counters;
    }

    ExceptionExchange exchange() {
        return exchange;
    }

    /** What transport actions are given. */
    List<?> components() {
        return List.of(store, changes, kept, counts);
    }

    static List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> actions() {
        return List.of(
                new ActionHandler<>(GetExceptionAction.TYPE, TransportGetExceptionAction.class),
                new ActionHandler<>(ListExceptionsAction.TYPE, TransportListExceptionsAction.class),
                new ActionHandler<>(PutExceptionAction.TYPE, TransportPutExceptionAction.class),
                new ActionHandler<>(DeleteExceptionAction.TYPE, TransportDeleteExceptionAction.class));
    }

    static List<RestHandler> handlers() {
        return List.of(
                new RestGetExceptionAction(),
                new RestListExceptionsAction(),
                new RestPutExceptionAction(),
                new RestDeleteExceptionAction());
    }
}
