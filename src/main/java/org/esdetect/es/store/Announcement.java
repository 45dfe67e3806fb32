package org.esdetect.es.store;

import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.WriteRequest.RefreshPolicy;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;

/**
 * Lets every node know of what was written.
 *
 * <p>The generation is raised twice. Once in the same bulk request as what is written, so that no crash can leave a
 * change behind an unchanged generation. Once more here, when the change is on all copies: a replica may apply two
 * concurrent requests in another order than the primary, and show the later one's generation while the earlier one's
 * document is still missing; who loaded just then finds the generation raised again and reads again.
 *
 * @param what is written, in the plural, for the log
 */
record Announcement(Client client, RuleBroadcast broadcast, String what) {
    private static final Logger logger = LogManager.getLogger(Announcement.class);

    /** Answers with {@code outcomes} when every node that can be reached judges by them. */
    void announce(List<RuleOutcome> outcomes, ActionListener<List<RuleOutcome>> listener) {
        if (outcomes.stream().noneMatch(RuleOutcome::isChange)) {
            listener.onResponse(outcomes);
            return;
        }
        ActionListener<Void> announced = listener.map(ignored -> outcomes);
        client.index(
                StoreRequests.raiseGeneration().setRefreshPolicy(RefreshPolicy.IMMEDIATE),
                ActionListener.wrap(raised -> broadcast.rulesChanged(announced), failure -> {
                    logger.warn(what + " were written, but their generation could not be raised once more", failure);
                    broadcast.rulesChanged(announced);
                }));
    }
}
