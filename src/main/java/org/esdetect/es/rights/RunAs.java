package org.esdetect.es.rights;

import java.util.Optional;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.support.ContextPreservingActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.FilterClient;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.persistent.PersistentTasksService;

/**
 * Whose rights a request of scheduled work has: a rule reads what its author may read, and the plugin's own documents
 * are the plugin's.
 */
public final class RunAs {
    /** The header that x-pack keeps a request's user in. */
    public static final String AUTHENTICATION = "_xpack_security_authentication";

    private final Client client;

    public RunAs(Client client) {
        this.client = client;
    }

    /** For alerts, the run log and what is the plugin's own; never to search on a rule's behalf. */
    public Client plugin() {
        return new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
    }

    /** For what somebody reads by a request: has the rights of whoever calls this, on whatever thread it is used. */
    Client caller() {
        Supplier<ThreadContext.StoredContext> callers =
                client.threadPool().getThreadContext().newRestorableContext(false);
        return new FilterClient(client) {
            @Override
            protected <Request extends ActionRequest, Response extends ActionResponse> void doExecute(
                    ActionType<Response> action, Request request, ActionListener<Response> listener) {
                Supplier<ThreadContext.StoredContext> before =
                        threadPool().getThreadContext().newRestorableContext(false);
                try (ThreadContext.StoredContext ignored = callers.get()) {
                    super.doExecute(action, request, new ContextPreservingActionListener<>(before, listener));
                }
            }
        };
    }

    /**
     * For what a rule reads.
     *
     * @param authentication the author's header as it was stored with the rule; empty for a rule that ships with the
     *     plugin, which reads as the system but only the indices it names, and when security is off
     */
    Client author(Optional<String> authentication) {
        return new FilterClient(client) {
            @Override
            protected <Request extends ActionRequest, Response extends ActionResponse> void doExecute(
                    ActionType<Response> action, Request request, ActionListener<Response> listener) {
                ThreadContext context = threadPool().getThreadContext();
                Supplier<ThreadContext.StoredContext> before = context.newRestorableContext(false);
                try (ThreadContext.StoredContext ignored = context.stashContext()) {
                    authentication.ifPresent(header -> context.putHeader(AUTHENTICATION, header));
                    super.doExecute(action, request, new ContextPreservingActionListener<>(before, listener));
                }
            }
        };
    }
}
