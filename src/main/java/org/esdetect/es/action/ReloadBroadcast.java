package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.es.store.RuleBroadcast;

/** Sends {@link ReloadRulesAction} to all nodes and waits for them, but not long: who is late finds out by itself. */
public final class ReloadBroadcast implements RuleBroadcast {
    private static final Logger logger = LogManager.getLogger(ReloadBroadcast.class);

    private static final TimeValue TIMEOUT = TimeValue.timeValueSeconds(10);

    private final Client client;

    public ReloadBroadcast(Client client) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
    }

    @Override
    public void rulesChanged(ActionListener<Void> listener) {
        ReloadRulesAction.Request request = new ReloadRulesAction.Request().timeout(TIMEOUT);
        client.execute(
                ReloadRulesAction.TYPE,
                request,
                listener.<ReloadRulesAction.Response>map(response -> {
                            response.failures().forEach(failure -> logger.debug("not told of changed rules", failure));
                            return null;
                        })
                        .delegateResponse((next, failure) -> {
                            logger.debug("no node was told of changed rules", failure);
                            listener.onResponse(null);
                        }));
    }
}
