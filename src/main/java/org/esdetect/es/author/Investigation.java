package org.esdetect.es.author;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RangeQueryBuilder;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.search.sort.FieldSortBuilder;
import org.elasticsearch.search.sort.SortOrder;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.InvestigationGuide;
import org.esdetect.rule.LookBack;
import org.jspecify.annotations.Nullable;

/** The guide of an alert and what its queries find, one after the other, with the rights of the calling thread. */
public final class Investigation {
    private static final String RULE = "kibana.alert.rule.";

    private final Client client;
    private final StoredEvent alert;
    private final MapEvent fields;
    private final InvestigationGuide guide;
    private final List<String> indices;
    private final int size;
    private final List<Map<String, Object>> results = new ArrayList<>();

    /** @param size how many of the newest documents of each query are shown */
    public Investigation(Client client, StoredEvent alert, int size) {
        this.client = client;
        this.alert = alert;
        this.size = size;
        this.fields = new MapEvent(alert.source());
        this.guide = InvestigationGuide.of(text(RULE + "note"), fields::values);
        this.indices = fields.values(RULE + "indices").stream()
                .map(String::valueOf)
                .filter(pattern -> pattern.indexOf(':') < 0)
                .toList();
    }

    private String text(String field) {
        return fields.values(field).stream().map(String::valueOf).findFirst().orElse("");
    }

    /** @throws IllegalArgumentException when the document is no alert */
    public void run(ActionListener<Map<String, Object>> listener) {
        if (fields.values(RULE + "rule_id").isEmpty()) {
            throw new IllegalArgumentException("document [" + alert.id() + "] in [" + alert.index()
                    + "] is no alert: it has no [" + RULE + "rule_id]");
        }
        next(guide.queries().iterator(), listener.map(done -> answer()));
    }

    private Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("index", alert.index());
        answer.put("id", alert.id());
        answer.put("rule_id", text(RULE + "rule_id"));
        answer.put("rule_name", text(RULE + "name"));
        answer.put("guide", guide.text());
        answer.put("queries", results);
        return answer;
    }

    private void next(Iterator<InvestigationGuide.Query> queries, ActionListener<Void> listener) {
        if (!queries.hasNext()) {
            listener.onResponse(null);
            return;
        }
        InvestigationGuide.Query query = queries.next();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("label", query.label());
        results.add(result);
        String missing = missing(query);
        if (!missing.isEmpty() || query.anyOf().isEmpty() || indices.isEmpty()) {
            result.put("skipped", missing.isEmpty() ? "it asks for nothing" : missing);
            next(queries, listener);
            return;
        }
        // What one query may not read, or cannot, says nothing of the others.
        ActionListener<SearchResponse> answered = ActionListener.wrap(
                found -> found(found, result), failure -> result.put("error", String.valueOf(failure.getMessage())));
        ActionListener.run(
                ActionListener.runAfter(answered, () -> next(queries, listener)),
                search -> client.search(request(query, result), search));
    }

    /** A query about a field that the alert does not have would find something else than was meant. */
    private static String missing(InvestigationGuide.Query query) {
        for (List<InvestigationGuide.Term> terms : query.anyOf()) {
            for (InvestigationGuide.Term term : terms) {
                if (term.values().isEmpty() && !term.type().equals("exists")) {
                    return "the alert has no value for [" + term.value() + "]";
                }
            }
        }
        return "";
    }

    private SearchRequest request(InvestigationGuide.Query query, Map<String, Object> result) {
        RangeQueryBuilder window = window(query, result);
        BoolQueryBuilder all = QueryBuilders.boolQuery().filter(anyOf(query));
        if (window != null) {
            all.filter(window);
        }
        SearchSourceBuilder source = new SearchSourceBuilder()
                .query(all)
                .size(size)
                .trackTotalHits(true)
                .sort(new FieldSortBuilder("@timestamp").order(SortOrder.DESC).unmappedType("date"));
        return new SearchRequest(indices.toArray(String[]::new))
                .source(source)
                .indicesOptions(IndicesOptions.lenientExpandOpen());
    }

    private @Nullable RangeQueryBuilder window(InvestigationGuide.Query query, Map<String, Object> result) {
        Instant time = time();
        Optional<Instant> from = query.from().flatMap(text -> LookBack.instant(text, time));
        Optional<Instant> to = query.to().flatMap(text -> LookBack.instant(text, time));
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        RangeQueryBuilder window = QueryBuilders.rangeQuery("@timestamp").format("strict_date_optional_time");
        from.ifPresent(start -> {
            window.gte(start.toString());
            result.put("from", start.toString());
        });
        to.ifPresent(end -> {
            window.lte(end.toString());
            result.put("to", end.toString());
        });
        return window;
    }

    /** What {@code now} means in a guide: when it happened. */
    private Instant time() {
        Instant never = Instant.EPOCH;
        return Stream.of("kibana.alert.original_time", "@timestamp")
                .flatMap(field -> LookBack.instant(text(field), never).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("alert [" + alert.id() + "] has no readable time"));
    }

    private static QueryBuilder anyOf(InvestigationGuide.Query query) {
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        for (List<InvestigationGuide.Term> terms : query.anyOf()) {
            BoolQueryBuilder all = QueryBuilders.boolQuery();
            for (InvestigationGuide.Term term : terms) {
                if (term.excluded()) {
                    all.mustNot(term(term));
                } else {
                    all.filter(term(term));
                }
            }
            any.should(all);
        }
        return any;
    }

    private static QueryBuilder term(InvestigationGuide.Term term) {
        if (term.type().equals("exists")) {
            return QueryBuilders.existsQuery(term.field());
        }
        if (term.type().equals("range")) {
            RangeQueryBuilder range = QueryBuilders.rangeQuery(term.field());
            Map<String, Object> bounds = XContentHelper.convertToMap(
                    XContentType.JSON.xContent(), term.values().get(0), false);
            Optional.ofNullable(bounds.get("gte")).ifPresent(range::gte);
            Optional.ofNullable(bounds.get("gt")).ifPresent(range::gt);
            Optional.ofNullable(bounds.get("lte")).ifPresent(range::lte);
            Optional.ofNullable(bounds.get("lt")).ifPresent(range::lt);
            return range;
        }
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        term.values().forEach(value -> any.should(QueryBuilders.matchPhraseQuery(term.field(), value)));
        return any;
    }

    private static void found(SearchResponse found, Map<String, Object> result) {
        result.put("count", Objects.requireNonNull(found.getHits().getTotalHits(), "asked for").value);
        List<Map<String, Object>> newest = new ArrayList<>();
        for (SearchHit hit : found.getHits().getHits()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("_index", hit.getIndex());
            document.put("_id", hit.getId());
            document.put("_source", hit.hasSource() ? hit.getSourceAsMap() : Map.of());
            newest.add(document);
        }
        result.put("newest", newest);
    }
}
