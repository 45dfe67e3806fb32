package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.engine.ExceptionRules.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.esdetect.event.Event;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.ReadRule;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kibana's filters narrow what a rule matches. Quotes in JSON are written as apostrophes. */
class FilteredRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'meta':{'type':'phrase','key':'f','params':{'query':'a'}},'query':{'match_phrase':{'f':'a'}} | 'a' | 'b'",
                "'meta':{'type':'phrase','key':'f','params':{'query':'a'}},'query':{'match':{'f':{'query':'a','type':'phrase'}}} | 'a' | 'A'",
                "'meta':{'type':'phrase','key':'f','params':{'query':'a'}} | 'a' | 'b'",
                "'query':{'term':{'f':{'value':'a','case_insensitive':true}}} | 'A' | 'b'",
                "'query':{'term':{'f':7}} | 7 | 8",
                "'meta':{'type':'phrases','key':'f'},'query':{'bool':{'minimum_should_match':1,'should':[{'match_phrase':{'f':'a'}},{'match_phrase':{'f':'b'}}]}} | 'b' | 'c'",
                "'meta':{'type':'phrases','key':'f','params':['a','b']} | 'a' | 'c'",
                "'query':{'terms':{'f':['a','b'],'boost':1}} | 'b' | 'c'",
                "'meta':{'type':'range','key':'f'},'query':{'range':{'f':{'gte':3,'lt':5}}} | 3 | 5",
                "'meta':{'type':'range','key':'f','params':{'gt':3,'lte':5}} | 5 | 3",
                "'range':{'f':{'gte':'2026-01-01T00:00:00Z','format':'strict_date_optional_time'}} | '2026-06-01T00:00:00Z' | '2025-06-01T00:00:00Z'",
                "'query':{'wildcard':{'f':{'value':'C:\\\\\\\\T*','case_insensitive':true}}} | 'c:\\\\Temp' | 'd:\\\\Temp'",
                "'query':{'bool':{'must':{'exists':{'field':'f'}},'must_not':[{'term':{'f':'b'}}],'filter':[]}} | 'a' | 'b'",
                "'query':{'bool':{'must':[{'match_all':{}}],'should':[{'term':{'f':'x'}}],'must_not':[{'term':{'f':'b'}}]}} | 'a' | 'b'",
            })
    void matches_onlyWhatTheFilterAccepts(String filter, String hit, String miss) throws JsonProcessingException {
        CompiledRule rule = rule("any where n == 1", "{" + filter + "}");
        CompiledRule negated = rule(
                "any where n == 1",
                "{"
                        + (filter.contains("'meta':{")
                                ? filter.replace("'meta':{", "'meta':{'negate':true,")
                                : "'meta':{'negate':true}," + filter)
                        + "}");
        Event accepted = event("n", 1, "f", value(hit));
        Event refused = event("n", 1, "f", value(miss));

        assertThat(rule.matches(accepted)).isTrue();
        assertThat(rule.matches(refused)).isFalse();
        assertThat(rule.matches(event("n", 2, "f", value(hit)))).isFalse();
        assertThat(negated.matches(accepted)).isFalse();
        assertThat(negated.matches(refused)).isTrue();
    }

    @Test
    void matches_existence_andADisabledFilter() {
        CompiledRule exists = rule("any where n == 1", "{'meta':{'type':'exists','key':'f'}}");
        CompiledRule old = rule("any where n == 1", "{'meta':{'negate':true},'exists':{'field':'f'}}");
        CompiledRule disabled =
                rule("any where n == 1", "{'meta':{'disabled':true,'type':'custom'},'query':{'knn':{}}}");

        assertThat(exists.matches(event("n", 1))).isFalse();
        assertThat(exists.matches(event("n", 1, "f", 1))).isTrue();
        assertThat(old.matches(event("n", 1))).isTrue();
        assertThat(old.matches(event("n", 1, "f", 1))).isFalse();
        assertThat(disabled.matches(event("n", 1))).isTrue();
    }

    @Test
    void matches_aSequence_filtersEveryStepAndTheUntil() {
        CompiledRule rule = rule(
                "sequence by host with maxspan=1m [any where n == 1] [any where n == 2] until [any where n == 3]",
                "{'query':{'term':{'f':'a'}}}");

        assertThat(InMemoryRun.judge(rule, List.of(at(1, 1, "a"), at(2, 2, "a"))))
                .containsExactly(List.of(0, 1));
        assertThat(InMemoryRun.judge(rule, List.of(at(1, 1, "b"), at(2, 2, "a"))))
                .isEmpty();
        assertThat(InMemoryRun.judge(rule, List.of(at(1, 1, "a"), at(2, 2, "b"))))
                .isEmpty();
        assertThat(InMemoryRun.judge(rule, List.of(at(1, 1, "a"), at(2, 3, "b"), at(3, 2, "a"))))
                .containsExactly(List.of(0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'query':{'knn':{}} | filter [filters[0].query.knn] is a query of a kind that is not applied here; phrases, ranges, existence, wildcards and [bool] of them are",
                "'query':{'query_string':{'query':'x'}} | filter [filters[0].query.query_string] is a query of a kind that is not applied here; phrases, ranges, existence, wildcards and [bool] of them are",
                "'query':{'match':{'message':'two words'}} | filter [filters[0].query.match] asks for single words, which depend on how an index splits text",
                "'query':{'term':{'message.text':'two'}} | filter [filters[0].query.term] asks for words of [message.text], which depend on how an index splits text",
                "'query':{'range':{'f':{'gte':'now-1d'}}} | filter [filters[0].query.range] has the bound [now-1d], which moves with the clock: use [from] and [to]",
                "'query':{'range':{'f':{'gte':1,'time_zone':'+1'}}} | filter [filters[0].query.range.time_zone] is an option that is not applied here",
                "'query':{'range':{'f':{}}} | filter [filters[0].query.range] has no bounds, expected [gte], [gt], [lte] or [lt]",
                "'query':{'bool':{'should':[{'term':{'a':1}}],'minimum_should_match':2}} | filter [filters[0].query.bool.minimum_should_match] is [2], expected [1]",
                "'query':{'bool':{'must':[{'term':{'a':1}},{'geo_distance':{}}]}} | filter [filters[0].query.bool.must[1].geo_distance] is a query of a kind that is not applied here; phrases, ranges, existence, wildcards and [bool] of them are",
                "'query':{'term':{'a':1},'exists':{'field':'b'}} | filter [filters[0].query] holds [2] queries, expected one",
                "'query':{'exists':{}} | filter [filters[0].query.exists] names no [field]",
                "'meta':{'type':'custom'} | filter [filters[0].meta] is of type [custom] and has no [query]",
                "'x':1 | filter [filters[0]] has neither [query] nor [meta]",
            })
    void read_whatIsNotUnderstood_refusesTheRule_withPlaceAndCure(String filter, String message) {
        ReadRule read = read("any where n == 1", "{" + filter + "}");

        assertThat(read.rule()).isEmpty();
        assertThat(read.problems())
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .extracting(Problem::message)
                .containsExactly(message
                        + ": without this filter the rule would match more than it should; write it into the query"
                        + " instead");
    }

    /** Whatever stands at whichever place: a rule or a problem, never an exception. */
    @Test
    void read_anyValueAtAnyPlace_isReadOrRefused() {
        List<String> values = List.of(
                "null", "5", "''", "'x'", "true", "[]", "{}", "[1,'a']", "{'a':null}", "{'a':{}}", "{'a':[]}", "[[]]");
        List<String> places = List.of(
                "{'meta':@}",
                "{'query':@}",
                "{'query':{'bool':@}}",
                "{'query':{'bool':{'should':@,'minimum_should_match':1}}}",
                "{'query':{'term':@}}",
                "{'query':{'term':{'a':@}}}",
                "{'query':{'terms':{'a':@}}}",
                "{'query':{'range':{'a':@}}}",
                "{'query':{'range':{'a':{'gt':@}}}}",
                "{'query':{'exists':@}}",
                "{'query':{'wildcard':{'a':{'value':@}}}}",
                "{'meta':{'type':'phrase','key':@,'params':@}}",
                "{'meta':{'type':'phrases','key':'a','params':@}}",
                "{'meta':{'type':'range','key':'a','params':@}}",
                "{'meta':{'type':@,'negate':@,'disabled':@}}",
                "@");
        int read = 0;
        for (String place : places) {
            for (String value : values) {
                ReadRule rule = read("any where n == 1", place.replace("@", value));
                assertThat(rule.rule().isPresent() || !rule.problems().isEmpty())
                        .isTrue();
                rule.rule().map(RuleCompiler::compile).ifPresent(compiled -> assertThat(compiled.plan())
                        .isPresent());
                read += rule.rule().isPresent() ? 1 : 0;
            }
        }
        assertThat(read).isBetween(10, 100);
    }

    private static Event at(int second, int n, String f) {
        return event("@timestamp", "2026-01-01T00:00:0" + second + "Z", "n", n, "host", "h", "f", f);
    }

    private static Object value(String json) throws JsonProcessingException {
        return JSON.readValue(json.replace('\'', '"'), Object.class);
    }

    private static CompiledRule rule(String query, String filter) {
        ReadRule read = read(query, filter);
        return RuleCompiler.compile(read.rule().orElseThrow(() -> new AssertionError(read.renderedProblems())));
    }

    private static ReadRule read(String query, String filter) {
        return NdjsonRules.readRule(
                "rule",
                ("{'rule_id':'r','name':'n','description':'d','type':'eql','language':'eql','severity':'low',"
                                + "'risk_score':1,'index':['x'],'query':'" + query + "','filters':[" + filter + "]}")
                        .replace('\'', '"'),
                ReadLimits.DEFAULT);
    }
}
