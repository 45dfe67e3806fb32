package org.esdetect.eql.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.testing.EqlCases;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {
    static List<EqlCases.Case> checks() {
        return EqlCases.of("checks");
    }

    static List<EqlCases.Case> fields() {
        return EqlCases.of("fields");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void check_withoutFieldTypes_reportsExactly(EqlCases.Case example) {
        assertThat(found(example.query(), FieldTypes.ANY)).isEqualTo(example.text("problems"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void check_withFieldTypes_reportsExactly(EqlCases.Case example) {
        assertThat(found(example.query(), ListedFields.SCHEMA)).isEqualTo(example.text("problems"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void check_withFieldTypes_addsWarningsOnly(EqlCases.Case example) {
        Query query = query(example.query());
        assertThat(Checker.check(query, ListedFields.SCHEMA, Usage.RULE))
                .allMatch(problem -> problem.severity() == Problem.Severity.WARNING);
    }

    @Test
    void check_pipesOfAnAdHocQuery_areAccepted() {
        assertThat(Checker.check(query("process where true | head 5 | tail 1"), FieldTypes.ANY, Usage.AD_HOC))
                .isEmpty();
    }

    @Test
    void check_moreStepsThanAllowed_namesTheLimit() {
        String steps = "[any where true] with runs=100 ".repeat(11);
        assertThat(Checker.check(query("sequence by host.id " + steps), FieldTypes.ANY, Usage.RULE))
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(Problem.Code.TOO_LARGE, "a sequence has at most [1000] steps, found [1100]"));
    }

    @Test
    void check_manyHardRegularExpressions_stopsAtTheLimitOfTheQuery() {
        String hard = "a regex \"(a|b)*a(a|b){8}\"";
        String many = String.join(" or ", Collections.nCopies(1_000, hard));
        assertThat(Checker.check(query("any where " + many), FieldTypes.ANY, Usage.RULE))
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(
                        Problem.Code.TOO_LARGE,
                        "the query needs more than [100000] automaton states for its regular expressions"));
    }

    @Test
    void check_regularExpressionsTooHardTogether_namesTheList() {
        List<String> patterns = new ArrayList<>();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            patterns.add("\".*" + letter + ".{9}\"");
        }
        String list = String.join(", ", patterns);
        assertThat(Checker.check(query("any where a regex (" + list + ")"), FieldTypes.ANY, Usage.RULE))
                .extracting(Problem::code)
                .containsExactly(Problem.Code.TOO_LARGE);
    }

    @Test
    void check_moreProblemsThanAnyoneReads_keepsErrorsBesideWarnings() {
        String warnings = String.join(" or ", Collections.nCopies(500, "a == \"*b\""));
        List<Problem> problems =
                Checker.check(query("any where " + warnings + " or foo(a)"), FieldTypes.ANY, Usage.RULE);
        assertThat(problems).hasSize(101);
        assertThat(problems)
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .extracting(Problem::message)
                .containsExactly("unknown function [foo]");
    }

    @Test
    void checkCondition_ofABareExpression_checksItLikeTheConditionOfAQuery() {
        SourceText source = new SourceText("exception", "process.name == other");
        assertThat(Checker.checkCondition(
                        EqlParser.parseExpression(source).expression().orElseThrow(), FieldTypes.ANY))
                .extracting(Problem::code)
                .containsExactly(Problem.Code.UNSUPPORTED);
    }

    static String found(String text, FieldTypes types) {
        SourceText source = new SourceText("query", text);
        return Checker.check(query(text), types, Usage.RULE).stream()
                .map(problem -> problem.severity() + " " + problem.render(source) + "\n")
                .collect(Collectors.joining());
    }

    private static Query query(String text) {
        Parsed parsed = EqlParser.parse(new SourceText("query", text));
        assertThat(parsed.problems()).isEmpty();
        return parsed.query().orElseThrow();
    }
}
