package org.esdetect.es.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of the rules that a filter selects, by name and id, page after page: one search reaches no further than
 * 10,000. A rule that is written meanwhile may be seen or not; others are seen once.
 *
 * <p>One reading; its steps follow each other, so the fields need no lock.
 */
final class RuleList {
    private static final int PAGE_SIZE = 1_000;

    private final Client client;
    private final Executor executor;
    private final RuleFilter filter;
    private final List<RuleSummary> rules = new ArrayList<>();
    private long total;

    /** @param executor what pages after the first are asked for on */
    RuleList(Client client, Executor executor, RuleFilter filter) {
        this.client = client;
        this.executor = executor;
        this.filter = filter;
    }

    void read(int from, int size, ActionListener<RulePage> listener) {
        readPage(
                new Place(from, size, null),
                WithoutIndex.run(
                        () -> listener.onResponse(new RulePage(0, List.of())),
                        listener.map(end -> new RulePage(total, rules))));
    }

    /**
     * Where to read on.
     *
     * @param skip how many to leave out first
     * @param wanted how many to read then
     * @param after the sort values of the last rule read or left out; null at the start
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one search to the next, never compared
    private record Place(long skip, int wanted, Object @Nullable [] after) {}

    private void readPage(Place place, ActionListener<Void> listener) {
        int size = (int) Math.min(PAGE_SIZE, place.skip + place.wanted);
        SearchRequest request = new SearchRequest(DetectNames.RULES_INDEX)
                .source(page(place, size))
                .allowPartialSearchResults(false);
        client.search(request, listener.delegateFailureAndWrap((next, response) -> {
            Place following = take(place, response);
            if (response.getHits().getHits().length < size || following.wanted == 0) {
                next.onResponse(null);
            } else {
                executor.execute(ActionRunnable.wrap(next, onward -> readPage(following, onward)));
            }
        }));
    }

    private SearchSourceBuilder page(Place place, int size) {
        SearchSourceBuilder source = new SearchSourceBuilder()
                .query(filter.toQuery())
                .size(size)
                .sort(RuleSource.NAME)
                .sort(RuleSource.RULE_ID)
                .trackTotalHits(place.after == null)
                .version(true)
                .fetchSource(RuleSource.SUMMARY, null);
        return place.after == null ? source : source.searchAfter(place.after);
    }

    private Place take(Place place, SearchResponse response) {
        if (place.after == null) {
            total = response.getHits().getTotalHits().value;
        }
        SearchHit[] hits = response.getHits().getHits();
        int skipped = (int) Math.min(place.skip, hits.length);
        int taken = Math.min(place.wanted, hits.length - skipped);
        for (int i = skipped; i < skipped + taken; i++) {
            rules.add(RuleSource.summary(hits[i].getSourceAsMap(), hits[i].getVersion()));
        }
        Object[] after = hits.length == 0 ? null : hits[hits.length - 1].getSortValues();
        return new Place(place.skip - skipped, place.wanted - taken, after);
    }
}
