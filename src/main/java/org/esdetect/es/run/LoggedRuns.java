package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.search.sort.FieldSortBuilder;
import org.elasticsearch.search.sort.SortBuilders;
import org.elasticsearch.search.sort.SortOrder;
import org.esdetect.es.DetectNames;
import org.esdetect.es.rights.RunAs;

/** Reads the run log that {@link RunLog} writes. */
public final class LoggedRuns {
    private final Client client;

    public LoggedRuns(RunAs runAs) {
        this.client = runAs.plugin();
    }

    /**
     * Which runs.
     *
     * @param ruleId of one rule only
     * @param outcome that ended so only
     * @param size at most so many
     */
    public record Filter(Optional<String> ruleId, Optional<RunResult.Outcome> outcome, int size) {}

    /** The documents of the runs, newest first; none when nothing was logged yet. */
    public void find(Filter filter, ActionListener<List<Map<String, Object>>> listener) {
        BoolQueryBuilder query = QueryBuilders.boolQuery();
        filter.ruleId().ifPresent(id -> query.filter(QueryBuilders.termQuery("rule.id", id)));
        filter.outcome().ifPresent(outcome -> query.filter(QueryBuilders.termQuery("run.outcome", outcome.text())));
        SearchSourceBuilder source = new SearchSourceBuilder()
                .query(query)
                .size(filter.size())
                .sort(newest("@timestamp"))
                .sort(newest("run.started"));
        SearchRequest request = new SearchRequest(DetectNames.RUN_LOG + "-*")
                .indicesOptions(IndicesOptions.lenientExpandOpenHidden())
                .source(source);
        client.search(request, listener.delegateFailureAndWrap((next, response) -> {
            List<Map<String, Object>> runs = new ArrayList<>();
            for (SearchHit hit : response.getHits()) {
                runs.add(Hits.source(hit));
            }
            next.onResponse(runs);
        }));
    }

    private static FieldSortBuilder newest(String field) {
        return SortBuilders.fieldSort(field).order(SortOrder.DESC).unmappedType("date");
    }
}
