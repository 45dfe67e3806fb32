package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.engine.ExceptionRules.event;
import static org.esdetect.engine.ExceptionRules.exception;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.testing.RandomEvents;
import org.esdetect.testing.RandomQueries;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionCompilerTest {
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'type':'match','value':'a.exe'            | a.exe | A.exe",
                "'type':'match','value':'a*'               | a*    | ab",
                "'type':'match','value':'443'              | 443   | 4430",
                "'type':'match_any','value':['x','a.exe']  | a.exe | y",
                "'type':'wildcard','value':'a?c*'          | abcd  | Abcd",
                "'type':'wildcard','value':'C:\\\\\\\\T\\\\\\\\*'  | C:\\T\\x | C:T",
                "'type':'wildcard','value':'\\\\*b*'          | *bc   | abc",
                "'type':'wildcard','value':'a\\\\?.(x)*'      | a?.(x)y | ab.(x)y",
                "'type':'wildcard','value':'a\\\\*'           | a*    | ab",
            })
    void covers_anEntry_comparesAsAnIndexDoes(String test, String hit, String miss) {
        CompiledException included = exception("'entries':[{'field':'f','operator':'included'," + test + "}]");
        CompiledException excluded = exception("'entries':[{'field':'f','operator':'excluded'," + test + "}]");

        assertThat(included.problems()).isEmpty();
        assertThat(included.covers(event("f", hit), 0)).isTrue();
        assertThat(included.covers(event("f", List.of("other", hit)), 0)).isTrue();
        assertThat(included.covers(event("f", miss), 0)).isFalse();
        assertThat(included.covers(event("g", hit), 0)).isFalse();
        for (Event each : List.of(event("f", hit), event("f", miss), event("g", hit), event())) {
            assertThat(excluded.covers(each, 0)).isEqualTo(!included.covers(each, 0));
        }
    }

    @Test
    void covers_existence_ofTheField() {
        CompiledException included = exception("'entries':[{'field':'f','operator':'included','type':'exists'}]");

        assertThat(included.covers(event("f", ""), 0)).isTrue();
        assertThat(included.covers(event("f", List.of()), 0)).isFalse();
    }

    @Test
    void covers_allEntriesOfAnItem_mustHold() {
        CompiledException both = exception("'entries':[{'field':'f','operator':'included','type':'match','value':'a'},"
                + "{'field':'g','operator':'excluded','type':'match','value':'b'}]");

        assertThat(both.covers(event("f", "a"), 0)).isTrue();
        assertThat(both.covers(event("f", "a", "g", "b"), 0)).isFalse();
        assertThat(both.covers(event("f", "x"), 0)).isFalse();
    }

    @Test
    void covers_caseInsensitive_orACaselessSubField_ignoresCase() {
        String entries = "'entries':[{'field':'f','operator':'included','type':'match','value':'a.EXE'},"
                + "{'field':'g','operator':'included','type':'wildcard','value':'*\\\\\\\\TEMP\\\\\\\\*'}]";

        assertThat(exception(entries).covers(event("f", "A.exe", "g", "c:\\temp\\x"), 0))
                .isFalse();
        assertThat(exception("'case_insensitive':true," + entries).covers(event("f", "A.exe", "g", "c:\\temp\\x"), 0))
                .isTrue();
        assertThat(exception(entries.replace("'f'", "'f.caseless'").replace("'g'", "'g.caseless'"))
                        .covers(event("f", "A.exe", "g", "c:\\temp\\x"), 0))
                .isTrue();
    }

    @Test
    void covers_nestedEntries_holdInsideOneObject() {
        CompiledException trusted = exception("'entries':[{'field':'p.sig','type':'nested','entries':["
                + "{'field':'name','operator':'included','type':'match','value':'Good'},"
                + "{'field':'trusted','operator':'included','type':'match','value':'true'}]}]");
        Map<String, Object> good = Map.of("name", "Good", "trusted", true);
        Map<String, Object> untrusted = Map.of("name", "Good", "trusted", false);
        Map<String, Object> other = Map.of("name", "Other", "trusted", true);

        assertThat(trusted.covers(event("p", Map.of("sig", good)), 0)).isTrue();
        assertThat(trusted.covers(event("p.sig", List.of(other, good)), 0)).isTrue();
        assertThat(trusted.covers(event("p", List.of(Map.of("sig", untrusted), Map.of("sig", good))), 0))
                .isTrue();
        assertThat(trusted.covers(event("p", Map.of("sig", List.of(other, untrusted))), 0))
                .isFalse();
        assertThat(trusted.covers(event("p", Map.of("sig", "Good")), 0)).isFalse();
        assertThat(trusted.covers(event(), 0)).isFalse();
    }

    /** An item for one system must not hide what happens on another. */
    @Test
    void covers_anItemForSomeSystems_onlyTheirEvents() {
        for (String test : List.of(
                "'entries':[{'field':'f','operator':'included','type':'match','value':'a'}]",
                "'entries':[{'field':'g','operator':'excluded','type':'exists'}]",
                "'eql':'f : \\\"a\\\"'")) {
            CompiledException some = exception("'os_types':['linux','macos']," + test);
            assertThat(some.covers(event("f", "a", "host.os.type", "linux"), 0))
                    .as(test)
                    .isTrue();
            assertThat(some.covers(event("f", "a", "host", Map.of("os", Map.of("name", "Linux"))), 0))
                    .as(test)
                    .isTrue();
            assertThat(some.covers(event("f", "a", "host.os.type", "windows"), 0))
                    .as(test)
                    .isFalse();
            assertThat(some.covers(event("f", "a"), 0)).as(test).isFalse();
            assertThat(exception("'os_types':[]," + test).covers(event("f", "a"), 0))
                    .as(test)
                    .isTrue();
        }
        assertThat(exception(
                                "'os_types':['linux'],'entries':[{'field':'f','operator':'included','type':'match','value':'a'}]")
                        .covers(event("f", "b", "host.os.type", "linux"), 0))
                .isFalse();
        assertThat(exception("'os_types':['linux'],'eql':'f = 5'").isApplied()).isFalse();
    }

    @Test
    void covers_eql_asAConditionOrAnEventQuery() {
        assertThat(exception("'eql':'process.name : \\'A*\\' and not user.id == \\'0\\''".replace("\\'", "\\\""))
                        .covers(event("process.name", "abc"), 0))
                .isTrue();
        CompiledException query = exception("'eql':'process where process.pid > 3'");
        assertThat(query.covers(event("event.category", "process", "process.pid", 4), 0))
                .isTrue();
        assertThat(query.covers(event("event.category", "file", "process.pid", 4), 0))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'eql':'process.name = 5'                  | SYNTAX",
                "'eql':'process where lenght(a) > 3'       | UNKNOWN_FUNCTION",
                "'eql':'sequence [any where true] [any where true]' | UNSUPPORTED",
                "'entries':[{'field':'a','operator':'included','type':'list','list':{'id':'x','type':'ip'}}] | UNSUPPORTED",
                "'entries':[{'field':'m.text','operator':'included','type':'match','value':'x'}] | UNSUPPORTED",
            })
    void compile_whatIsNotApplied_saysSo_andTakesNothingOut(String fields, Problem.Code code) {
        CompiledException failed = exception(fields);

        assertThat(failed.isApplied()).isFalse();
        assertThat(failed.problems()).extracting(Problem::code).contains(code);
        assertThat(failed.covers(event("a", "x", "m", "x"), 0)).isFalse();
    }

    @Test
    void covers_untilItExpires_andNotFromThenOn() {
        CompiledException item = exception("'expire_time':'1970-01-01T00:00:10Z','eql':'f == 1'");

        assertThat(item.covers(event("f", 1), 9_999)).isTrue();
        assertThat(item.covers(event("f", 1), 10_000)).isFalse();
    }

    /** The oracle: a rule with an exception is the rule and not the exception, for the evaluator. */
    @Test
    void raises_randomRulesAndExceptions_isTheRuleAndNotTheException() {
        long seed = new Random(ROUNDS).nextLong();
        Random random = new Random(seed);
        RandomEvents events = new RandomEvents(random);
        RandomQueries queries = new RandomQueries(random);
        int excepted = 0;
        int raised = 0;
        for (int round = 0; round < ROUNDS; round++) {
            CompiledRule rule = RuleCompiler.compile(TestRules.rule("r", Map.of("query", queries.next(1))));
            CompiledException exception = ExceptionCompiler.compile(item(queries.next(1)));
            if (rule.plan().isEmpty() || !exception.isApplied()) {
                continue;
            }
            CompiledRule with = rule.withExceptions(
                    new RuleExceptions(List.of(exception), List.of(), List.of(), ExceptionHits.NONE));
            Condition both = Condition.allOf(
                    List.of(((Plan.OfEvent) rule.plan().get()).condition(), new Condition.Not(exception.condition())));
            CompiledRules network = new CompiledRules(List.of(with), 0);
            for (int i = 0; i < 5; i++) {
                MapEvent event = new MapEvent(events.next());
                boolean expected = Evaluator.matches(both, event);
                assertThat(with.raises(event, 0))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(expected);
                assertThat(network.match(event, "logs-x").isEmpty())
                        .as("network, seed %s round %s", seed, round)
                        .isEqualTo(!expected);
                raised += expected ? 1 : 0;
                excepted += rule.matches(event) && !expected ? 1 : 0;
            }
        }
        assertThat(raised).as("rules that raised").isGreaterThan(ROUNDS / 10);
        assertThat(excepted).as("rules that were kept still").isGreaterThan(ROUNDS / 10);
    }

    private static ExceptionItem item(String eql) {
        return new ExceptionItem(
                "i", "l", "n", List.of(), Optional.of(eql), false, Optional.empty(), Optional.empty(), Map.of());
    }
}
