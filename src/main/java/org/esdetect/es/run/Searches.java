package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.search.ClosePointInTimeRequest;
import org.elasticsearch.action.search.MultiSearchRequest;
import org.elasticsearch.action.search.MultiSearchResponse;
import org.elasticsearch.action.search.OpenPointInTimeRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.search.TransportClosePointInTimeAction;
import org.elasticsearch.action.search.TransportOpenPointInTimeAction;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.core.RefCounted;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.PointInTimeBuilder;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.search.sort.SortBuilders;
import org.jspecify.annotations.Nullable;

/**
 * The searches of one run, with the rights of the rule's author. Shards that fail are taken down in the ledger and the
 * others go on; an index that is gone, or that the author may not read, is as if it were not there.
 *
 * <p>What is found is read on the executor, never on a thread of the network.
 */
public final class Searches {
    /** Hits in memory at a time as a rule; a hit may be a document of some megabytes. */
    public static final int PAGE_SIZE = 500;

    private static final TimeValue KEEP_ALIVE = TimeValue.timeValueMinutes(5);

    /** What to do with the hits of a page that were not skipped; answers when it is ready for the next page. */
    @FunctionalInterface
    public interface Page<T> {
        void accept(List<T> found, ActionListener<Void> next);
    }

    private final Client client;
    private final Executor executor;
    private final RunLedger ledger;
    private final int pageSize;

    /** @param pageSize hits in memory at a time */
    public Searches(Client client, Executor executor, RunLedger ledger, int pageSize) {
        this.client = client;
        this.executor = executor;
        this.ledger = ledger;
        this.pageSize = pageSize;
    }

    /**
     * How many events of {@code indices} each of {@code queries} finds, in one request.
     *
     * @param upTo what is counted no further
     */
    void count(String[] indices, List<QueryBuilder> queries, int upTo, ActionListener<List<Long>> listener) {
        if (indices.length == 0 || queries.isEmpty()) {
            listener.onResponse(queries.stream().map(query -> 0L).toList());
            return;
        }
        MultiSearchRequest request = new MultiSearchRequest();
        for (QueryBuilder query : queries) {
            request.add(search(new SearchSourceBuilder().query(query).size(0).trackTotalHitsUpTo(upTo))
                    .indices(indices)
                    .requestCache(false));
        }
        ledger.searched(queries.size());
        client.multiSearch(request, onExecutor(listener.delegateFailureAndWrap((next, response) -> {
            List<Long> counts = new ArrayList<>();
            for (MultiSearchResponse.Item item : response) {
                if (item.isFailure()) {
                    throw item.getFailure();
                }
                ledger.failed(item.getResponse().getShardFailures());
                counts.add(total(item.getResponse()));
            }
            next.onResponse(counts);
        })));
    }

    /** One search, as it is; its failed shards are taken down. */
    void search(String[] indices, SearchSourceBuilder source, ActionListener<SearchResponse> listener) {
        ledger.searched(1);
        SearchRequest request = search(source).indices(indices).requestCache(false);
        client.search(request, onExecutor(listener.delegateFailureAndWrap((next, response) -> {
            ledger.failed(response.getShardFailures());
            next.onResponse(response);
        })));
    }

    /**
     * Reads everything that {@code source}'s query finds, page by page, each hit once, in no particular order.
     *
     * @param source without size, sort and point in time, which are set here
     * @param read reads a hit; null skips it. The hit must not be kept
     */
    public <T> void read(
            String[] indices,
            SearchSourceBuilder source,
            Function<SearchHit, @Nullable T> read,
            Page<T> page,
            ActionListener<Void> listener) {
        read(indices, source, 0, read, page, listener);
    }

    /**
     * The same.
     *
     * @param counted how many hits there are, as far as that is known: what is more than a page is not tried in one
     */
    <T> void read(
            String[] indices,
            SearchSourceBuilder source,
            long counted,
            Function<SearchHit, @Nullable T> read,
            Page<T> page,
            ActionListener<Void> listener) {
        if (indices.length == 0) {
            listener.onResponse(null);
            return;
        }
        if (counted > pageSize) {
            readAll(indices, source.size(pageSize), read, page, listener);
            return;
        }
        ledger.searched(1);
        // Most answers fit into one page, and need no point in time.
        SearchRequest request =
                search(source.size(pageSize).trackTotalHits(true)).indices(indices);
        client.search(request, onExecutor(listener.delegateFailureAndWrap((next, response) -> {
            if (total(response) <= pageSize) {
                ledger.failed(response.getShardFailures());
                page.accept(hits(response, read), next);
            } else {
                readAll(indices, source, read, page, next);
            }
        })));
    }

    private <T> void readAll(
            String[] indices,
            SearchSourceBuilder source,
            Function<SearchHit, @Nullable T> read,
            Page<T> page,
            ActionListener<Void> listener) {
        OpenPointInTimeRequest open = new OpenPointInTimeRequest(indices)
                .indicesOptions(IndicesOptions.lenientExpandOpen())
                .keepAlive(KEEP_ALIVE)
                .allowPartialSearchResults(true);
        client.execute(TransportOpenPointInTimeAction.TYPE, open, listener.delegateFailureAndWrap((next, opened) -> {
            Pages<T> pages = new Pages<>(source, read, page, opened.getPointInTimeId());
            pages.next(null, ActionListener.runBefore(next, pages::close));
        }));
    }

    private final class Pages<T> {
        private final SearchSourceBuilder source;
        private final Function<SearchHit, @Nullable T> read;
        private final Page<T> page;
        private BytesReference pointInTime;

        Pages(
                SearchSourceBuilder source,
                Function<SearchHit, @Nullable T> read,
                Page<T> page,
                BytesReference pointInTime) {
            this.source = source.sort(SortBuilders.pitTiebreaker()).trackTotalHits(false);
            this.read = read;
            this.page = page;
            this.pointInTime = pointInTime;
        }

        void next(Object @Nullable [] after, ActionListener<Void> listener) {
            ledger.searched(1);
            source.pointInTimeBuilder(new PointInTimeBuilder(pointInTime).setKeepAlive(KEEP_ALIVE));
            if (after != null) {
                source.searchAfter(after);
            }
            client.search(search(source), onExecutor(listener.delegateFailureAndWrap((done, response) -> {
                ledger.failed(response.getShardFailures());
                pointInTime = response.pointInTimeId();
                SearchHit[] hits = response.getHits().getHits();
                if (hits.length == 0) {
                    done.onResponse(null);
                    return;
                }
                Object[] last = hits[hits.length - 1].getSortValues();
                page.accept(hits(response, read), done.delegateFailureAndWrap((ignored, ready) -> next(last, ignored)));
            })));
        }

        void close() {
            client.execute(
                    TransportClosePointInTimeAction.TYPE,
                    new ClosePointInTimeRequest(pointInTime),
                    ActionListener.noop());
        }
    }

    private static SearchRequest search(SearchSourceBuilder source) {
        SearchRequest request = new SearchRequest().source(source).allowPartialSearchResults(true);
        return source.pointInTimeBuilder() == null
                ? request.indicesOptions(IndicesOptions.lenientExpandOpen())
                : request;
    }

    private static long total(SearchResponse response) {
        return response.getHits().getTotalHits() == null
                ? 0
                : response.getHits().getTotalHits().value;
    }

    private <T> List<T> hits(SearchResponse response, Function<SearchHit, @Nullable T> read) {
        List<T> found = new ArrayList<>();
        long bytes = 0;
        for (SearchHit hit : response.getHits()) {
            bytes += hit.hasSource() ? hit.getSourceRef().length() : 0;
            T value = read.apply(hit);
            if (value != null) {
                found.add(value);
            }
        }
        ledger.read(response.getHits().getHits().length, bytes);
        return found;
    }

    /** Keeps the response alive until {@code listener} has read it there. */
    private <R extends RefCounted> ActionListener<R> onExecutor(ActionListener<R> listener) {
        return listener.delegateFailureAndWrap((next, response) -> {
            response.mustIncRef();
            executor.execute(
                    ActionRunnable.wrapReleasing(next, response::decRef, readable -> readable.onResponse(response)));
        });
    }
}
