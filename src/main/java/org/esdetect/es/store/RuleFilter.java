package org.esdetect.es.store;

import java.util.Optional;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.Operator;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;

/**
 * Which rules to list; all that is given must hold. Names compare without regard to case.
 *
 * @param tactic a tactic's name or id, for example {@code Execution} or {@code TA0002}
 * @param text part of the id or name, or words of name, description or query
 */
public record RuleFilter(
        Optional<String> tag,
        Optional<String> severity,
        Optional<Boolean> enabled,
        Optional<String> tactic,
        Optional<String> text) {

    /** Every rule. */
    public static final RuleFilter ALL =
            new RuleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    QueryBuilder toQuery() {
        BoolQueryBuilder query =
                QueryBuilders.boolQuery().filter(QueryBuilders.termQuery(RuleSource.KIND, RuleSource.KIND_RULE));
        tag.ifPresent(value -> query.filter(term(RuleSource.TAGS, value)));
        severity.ifPresent(value -> query.filter(term(RuleSource.SEVERITY, value)));
        enabled.ifPresent(value -> query.filter(QueryBuilders.termQuery(RuleSource.ENABLED, value.booleanValue())));
        tactic.ifPresent(value -> query.filter(term(RuleSource.TACTICS, value)));
        text.ifPresent(value -> query.filter(anywhere(value)));
        return query;
    }

    private static QueryBuilder term(String field, String value) {
        return QueryBuilders.termQuery(field, value).caseInsensitive(true);
    }

    private static QueryBuilder anywhere(String value) {
        String pattern = "*" + value.replaceAll("([\\\\*?])", "\\\\$1") + "*";
        return QueryBuilders.boolQuery()
                .should(QueryBuilders.wildcardQuery(RuleSource.RULE_ID, pattern).caseInsensitive(true))
                .should(QueryBuilders.wildcardQuery(RuleSource.NAME, pattern).caseInsensitive(true))
                .should(QueryBuilders.matchQuery(RuleSource.TEXT, value).operator(Operator.AND));
    }
}
