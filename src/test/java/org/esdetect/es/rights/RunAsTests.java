package org.esdetect.es.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.test.ESTestCase;
import org.elasticsearch.test.client.NoOpClient;
import org.elasticsearch.threadpool.TestThreadPool;
import org.elasticsearch.threadpool.ThreadPool;
import org.junit.After;
import org.junit.Before;

public class RunAsTests extends ESTestCase {
    private ThreadPool threadPool;
    private RunAs runAs;
    /** The header and the origin that each request was sent with. */
    private final List<String> seen = new ArrayList<>();

    @Before
    public void makeClient() {
        threadPool = new TestThreadPool(getTestName());
        runAs = new RunAs(new NoOpClient(threadPool) {
            @Override
            protected <Request extends ActionRequest, Response extends ActionResponse> void doExecute(
                    ActionType<Response> action, Request request, ActionListener<Response> listener) {
                ThreadContext context = threadPool().getThreadContext();
                seen.add(context.getHeader(RunAs.AUTHENTICATION) + " "
                        + context.getTransient(ThreadContext.ACTION_ORIGIN_TRANSIENT_NAME));
                listener.onResponse(null);
            }
        });
    }

    @After
    public void stopThreads() {
        terminate(threadPool);
    }

    public void testAuthor_storedHeader_isTheOnlyOne() {
        ThreadContext context = threadPool.getThreadContext();
        context.putHeader(RunAs.AUTHENTICATION, "caller");
        runAs.author(Optional.of("author")).search(new SearchRequest(), ActionListener.running(() -> {
            // The answer is read with the rights of who asked, not of the author.
            seen.add("answer " + context.getHeader(RunAs.AUTHENTICATION));
        }));
        Assertions.assertThat(seen).containsExactly("author null", "answer caller");
        Assertions.assertThat(context.getHeader(RunAs.AUTHENTICATION)).isEqualTo("caller");
    }

    public void testAuthor_bundledRule_runsWithoutTheCallersRights() {
        threadPool.getThreadContext().putHeader(RunAs.AUTHENTICATION, "caller");
        runAs.author(Optional.empty()).search(new SearchRequest(), ActionListener.noop());
        Assertions.assertThat(seen).containsExactly("null null");
    }

    public void testPlugin_usesItsOriginAndNobodysHeader() {
        threadPool.getThreadContext().putHeader(RunAs.AUTHENTICATION, "caller");
        runAs.plugin().search(new SearchRequest(), ActionListener.noop());
        Assertions.assertThat(seen).containsExactly("null persistent_tasks");
    }
}
