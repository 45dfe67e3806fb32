package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.search.fetch.subphase.FetchSourceContext;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.CapInterval;
import org.esdetect.alert.HeldBack;
import org.esdetect.es.arrival.SeqNoRange;
import org.esdetect.es.signal.OverflowWriter;
import org.esdetect.es.signal.TemplateInstaller;

/**
 * What one run holds back over its cap. When the run is over, the overflow alert of the rule and interval says it; a
 * run that failed says nothing, as the next takes the same events. Written by one thread after the other.
 */
final class RunOverflow {
    private static final Logger logger = LogManager.getLogger(RunOverflow.class);

    private final Client client;
    private final OverflowWriter writer;
    private final RunRequest request;
    private HeldBack heldBack = HeldBack.NOTHING;

    RunOverflow(RunTools tools, RunRequest request) {
        this.client = tools.runAs().plugin();
        this.writer = new OverflowWriter(
                client, () -> TemplateInstaller.isReady(tools.clusterService().state()));
        this.request = request;
    }

    /**
     * Takes matches over the cap; those whose alert is there already, from another path, are not held back.
     *
     * @param listener answered with how many are
     */
    void add(List<Match> matches, ActionListener<Long> listener) {
        if (request.dryRun()) {
            listener.onResponse((long) matches.size());
            return;
        }
        MultiGetRequest ask = new MultiGetRequest().realtime(true);
        for (Match match : matches) {
            ask.add(new MultiGetRequest.Item(
                            match.visible().index(), match.visible().id())
                    .fetchSourceContext(FetchSourceContext.DO_NOT_FETCH_SOURCE));
        }
        client.multiGet(ask, listener.map(answer -> add(missing(matches, answer.getResponses()))));
    }

    /** An index that is not there holds no alert either. */
    private static List<Match> missing(List<Match> matches, MultiGetItemResponse[] found) {
        List<Match> missing = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i].isFailed() || !found[i].getResponse().isExists()) {
                missing.add(matches.get(i));
            }
        }
        return missing;
    }

    private synchronized long add(List<Match> missing) {
        for (Match match : missing) {
            heldBack = heldBack.plus(HeldBack.of(match.visible()));
        }
        return missing.size();
    }

    /** A listener that answers {@code listener} once the overflow alert says what the run held back. */
    ActionListener<RunResult> before(ActionListener<RunResult> listener) {
        return listener.delegateFailureAndWrap((next, result) -> {
            ActionListener<Void> told = ActionListener.wrap(done -> next.onResponse(result), failure -> {
                logger.warn(
                        "the overflow alert of rule [" + result.ruleId() + "] could not be written; the run log tells"
                                + " of the [" + held().count() + "] alerts that were held back",
                        failure);
                next.onResponse(result);
            });
            if (isTold(result)) {
                writer.put(part(), told);
            } else {
                told.onResponse(null);
            }
        });
    }

    private boolean isTold(RunResult result) {
        return held().count() > 0
                && !request.dryRun()
                && request.run().mode() != AlertRun.Mode.BACKFILL
                && result.outcome() != RunResult.Outcome.FAILED;
    }

    private synchronized HeldBack held() {
        return heldBack;
    }

    private OverflowWriter.Part part() {
        CapInterval interval = CapInterval.of(request.rule().rule(), request.nowMillis());
        return new OverflowWriter.Part(request.rule(), interval, name(request.scope()), held(), request.run());
    }

    /** By where the run began: one that is repeated begins at the same place and takes the other's. */
    static String name(Scope scope) {
        if (!(scope instanceof Scope.Arrived arrived)) {
            return "look-back";
        }
        Map<String, Long> begins = new TreeMap<>();
        arrived.arrivals().ranges().forEach((shard, range) -> {
            if (range.after() != SeqNoRange.BEFORE_ALL) {
                begins.put(shard.getIndex().getUUID() + "/" + shard.id(), range.after());
            }
        });
        return String.format(Locale.ROOT, "run-%08x", begins.hashCode());
    }
}
