package org.esdetect.es.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.search.ClosePointInTimeRequest;
import org.elasticsearch.action.search.OpenPointInTimeRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.search.TransportClosePointInTimeAction;
import org.elasticsearch.action.search.TransportOpenPointInTimeAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.query.IdsQueryBuilder;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.PointInTimeBuilder;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.search.sort.SortBuilders;
import org.esdetect.es.DetectNames;
import org.esdetect.rule.ExceptionDocument;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rules and their generation as of one moment, page by page. The generation is a document like the rules, so
 * that one point in time holds both: the rules read are those of the generation read, whatever is written meanwhile.
 *
 * <p>One load; steps follow each other, so the fields need no lock.
 */
final class RuleLoad {
    private static final TimeValue KEEP_ALIVE = TimeValue.timeValueMinutes(1);

    /** Bounds what is in memory at once: a rule may have some hundred kilobytes. */
    private static final int PAGE_SIZE = 100;

    /** Of ids and versions alone. */
    private static final int KNOWN_PAGE_SIZE = 1_000;

    private final Client client;
    private final Executor executor;
    private final String indexUuid;
    private final Map<String, StoredRule> known;
    private final List<Document> changed = new ArrayList<>();
    private final List<StoredRule> rules = new ArrayList<>();
    private final List<ExceptionList> lists = new ArrayList<>();
    private final List<ExceptionItem> items = new ArrayList<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private long generation;

    /**
     * @param executor what rules are decoded on
     * @param indexUuid of the rules index
     * @param known what was read from that index before, by rule id: what was not written since is not read again
     */
    RuleLoad(Client client, Executor executor, String indexUuid, Map<String, StoredRule> known) {
        this.client = client;
        this.executor = executor;
        this.indexUuid = indexUuid;
        this.known = known;
    }

    void run(ActionListener<StoredRules> listener) {
        OpenPointInTimeRequest open = new OpenPointInTimeRequest(DetectNames.RULES_INDEX).keepAlive(KEEP_ALIVE);
        client.execute(
                TransportOpenPointInTimeAction.TYPE,
                open,
                WithoutIndex.run(
                        () -> listener.onResponse(StoredRules.NONE),
                        listener.delegateFailureAndWrap((next, opened) -> readAll(opened.getPointInTimeId(), next))));
    }

    private void readAll(BytesReference pointInTime, ActionListener<StoredRules> listener) {
        readPage(
                new Place(pointInTime, null, false),
                listener.delegateFailureAndWrap((next, end) -> next.onResponse(new StoredRules(
                        rules,
                        new StoredExceptions(lists, items),
                        unreadable,
                        new Generation(indexUuid, generation)))));
    }

    /** Answers when the last page was read, with the point in time closed, come what may. */
    private void readPage(Place place, ActionListener<Void> listener) {
        SearchRequest request = new SearchRequest().source(page(place)).allowPartialSearchResults(false);
        ActionListener<Void> closing = ActionListener.wrap(
                end -> close(place, () -> listener.onResponse(null)),
                failure -> close(place, () -> listener.onFailure(failure)));
        client.search(request, closing.delegateFailureAndWrap((next, response) -> {
            List<Document> documents = documents(response, place.whole);
            Place following = documents.isEmpty() ? place : place.after(response);
            executor.execute(ActionRunnable.wrap(next, ignored -> {
                documents.forEach(place.whole ? this::take : this::sort);
                if (place.whole) {
                    changed.subList(0, Math.min(PAGE_SIZE, changed.size())).clear();
                }
                if (!place.whole && !documents.isEmpty()) {
                    readPage(following, listener);
                } else if (!changed.isEmpty()) {
                    readPage(new Place(following.pointInTime, null, true), listener);
                } else {
                    next.onResponse(null);
                }
            }));
        }));
    }

    /** First the versions of all, then the whole of what is not known, all as of the same moment. */
    private SearchSourceBuilder page(Place place) {
        SearchSourceBuilder source = new SearchSourceBuilder()
                .pointInTimeBuilder(new PointInTimeBuilder(place.pointInTime).setKeepAlive(KEEP_ALIVE))
                .trackTotalHits(false)
                .version(true)
                .seqNoAndPrimaryTerm(true);
        if (place.whole) {
            IdsQueryBuilder ids = new IdsQueryBuilder();
            changed.stream().limit(PAGE_SIZE).forEach(document -> ids.addIds(document.id));
            return source.query(ids)
                    .size(PAGE_SIZE)
                    .fetchSource(new String[] {RuleSource.KIND, RuleSource.RULE, ExceptionSource.EXCEPTION}, null);
        }
        source.sort(SortBuilders.pitTiebreaker()).size(KNOWN_PAGE_SIZE).fetchSource(false);
        return place.after == null ? source : source.searchAfter(place.after);
    }

    /** What the answer holds, copied: the answer's buffers are given back when the listener returns. */
    private static List<Document> documents(SearchResponse response, boolean whole) {
        List<Document> documents = new ArrayList<>();
        for (SearchHit hit : response.getHits().getHits()) {
            Version version = new Version(hit.getSeqNo(), hit.getPrimaryTerm());
            Map<String, Object> source = whole ? hit.getSourceAsMap() : Map.of();
            documents.add(new Document(hit.getId(), source, hit.getVersion(), version));
        }
        return documents;
    }

    /** What was not written since it was read is not read again. */
    private void sort(Document document) {
        if (document.id.equals(RuleStore.GENERATION_ID)) {
            generation = document.revision;
            return;
        }
        StoredRule before = known.get(RuleSource.ruleIdOrNothing(document.id));
        if (before != null && before.version().equals(document.version)) {
            rules.add(before);
        } else {
            changed.add(document);
        }
    }

    private void take(Document document) {
        try {
            Object kind = document.source.get(RuleSource.KIND);
            if (ExceptionSource.KIND_ITEM.equals(kind)) {
                items.add(ExceptionDocument.item(ExceptionSource.object(document.source)));
            } else if (ExceptionSource.KIND_LIST.equals(kind)) {
                lists.add(ExceptionDocument.list(ExceptionSource.object(document.source)));
            } else {
                rules.add(new StoredRule(RuleSource.rule(document.source), document.revision, document.version));
            }
        } catch (RuntimeException e) { // whatever is wrong with one document must not cost the others
            unreadable.put(document.id, String.valueOf(e.getMessage()));
        }
    }

    private void close(Place place, Runnable then) {
        client.execute(
                TransportClosePointInTimeAction.TYPE,
                new ClosePointInTimeRequest(place.pointInTime),
                ActionListener.running(then));
    }

    /**
     * @param after the sort values of the last document read; null at the start
     * @param whole whether whole documents are read, and no longer versions
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one search to the next, never compared
    private record Place(BytesReference pointInTime, Object @Nullable [] after, boolean whole) {
        Place after(SearchResponse response) {
            SearchHit[] hits = response.getHits().getHits();
            BytesReference followed = response.pointInTimeId();
            return new Place(followed == null ? pointInTime : followed, hits[hits.length - 1].getSortValues(), whole);
        }
    }

    private record Document(String id, Map<String, Object> source, long revision, Version version) {}
}
