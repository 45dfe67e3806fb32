package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Query;
import org.esdetect.testing.EqlCases;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EqlParserTest {
    static List<EqlCases.Case> syntax() {
        return EqlCases.of("syntax");
    }

    static List<EqlCases.Case> syntaxErrors() {
        return EqlCases.of("syntax-errors");
    }

    @ParameterizedTest
    @MethodSource("syntax")
    void parse_aQuery_printsAsItsCanonicalText(EqlCases.Case example) {
        assertThat(EqlPrinter.print(accept(example.query()))).isEqualTo(example.text("print"));
    }

    @ParameterizedTest
    @MethodSource("syntax")
    void parse_canonicalText_printsTheSameAgain(EqlCases.Case example) {
        assertThat(EqlPrinter.print(accept(example.text("print")))).isEqualTo(example.text("print"));
    }

    @ParameterizedTest
    @MethodSource("syntaxErrors")
    void parse_whatIsNoEql_saysSoExactly(EqlCases.Case example) {
        assertThat(errors(example.query())).isEqualTo(example.text("problems"));
    }

    @Test
    void parse_spansOfATree_areThoseOfTheText() {
        String text = "any where\n  not (a == 1 or ?b : (\"x\", \"y\")) and startsWith~(c, \"😀\") and -d > 2";
        Query.EventQuery query = (Query.EventQuery) accept(text);
        Expression.And and = (Expression.And) query.filter().condition();
        assertThat(and.operands().stream().map(operand -> at(text, operand.span())))
                .containsExactly("not (a == 1 or ?b : (\"x\", \"y\"))", "startsWith~(c, \"😀\")", "-d > 2");
        Expression.Or or = (Expression.Or) and.operands().get(0).operands().get(0);
        assertThat(or.operands().stream().map(operand -> at(text, operand.span())))
                .containsExactly("a == 1", "?b : (\"x\", \"y\")");
        Expression.Call call = (Expression.Call) and.operands().get(1);
        assertThat(at(text, call.nameSpan())).isEqualTo("startsWith~");
        assertThat(at(text, query.span())).isEqualTo(text);
    }

    @Test
    void parse_spansOfASequence_areThoseOfTheText() {
        String text = "sequence by a with maxspan=5m [any where true] by b with runs=2 ![x where y] | head 3";
        Query.SequenceQuery query = (Query.SequenceQuery) accept(text);
        assertThat(at(text, query.maxSpan().orElseThrow().span())).isEqualTo("5m");
        assertThat(query.steps().stream().map(step -> at(text, step.span())))
                .containsExactly("[any where true] by b with runs=2", "![x where y]");
        assertThat(at(text, query.steps().get(0).runs().orElseThrow().span())).isEqualTo("with runs=2");
        assertThat(at(text, query.pipes().get(0).span())).isEqualTo("| head 3");
    }

    @Test
    void parse_anErrorBehindCharactersOfTwoUnits_standsWhereTheEditorShowsIt() {
        assertThat(errors("any where a == \"😀😀\" // 😀\n  and b = \"😀\" and c = 1"))
                .startsWith("query:2:9: [=] does not compare")
                .contains("query:2:22: [=] does not compare");
    }

    @Test
    void parse_halvesOfCharacters_areTakenAsTheyAre() {
        assertThat(EqlPrinter.print(accept("any where a == \"\uD83D\" and b == \"\uDE00x\"")))
                .isEqualTo("any where a == \"\uD83D\" and b == \"\uDE00x\"");
    }

    @Test
    void parse_aLongListOfStrings_isRead() {
        String list = IntStream.range(0, SizeLimits.ELEMENTS)
                .mapToObj(i -> "\"name-" + i + ".exe\"")
                .collect(Collectors.joining(", "));
        Query.EventQuery query = (Query.EventQuery) accept("process where process.name : (" + list + ")");
        assertThat(((Expression.Match) query.filter().condition()).patterns()).hasSize(SizeLimits.ELEMENTS);
    }

    @Test
    void parse_aListBeyondTheLimit_namesTheLimit() {
        String list = "1" + ", 1".repeat(SizeLimits.ELEMENTS);
        assertThat(only("process where a in (" + list + ")"))
                .isEqualTo("TOO_LARGE: a list has more than [10000] elements; split it into two conditions");
    }

    @Test
    void parse_aTextBeyondTheLimit_namesTheLimit() {
        String text = "any where true" + " ".repeat(SizeLimits.CHARACTERS);
        assertThat(only(text)).isEqualTo("TOO_LARGE: the query has [262158] characters, the limit is [262144]");
    }

    @Test
    void parse_manyClauses_areNoDepth() {
        String clauses = IntStream.range(0, 10_000).mapToObj(i -> "a == " + i).collect(Collectors.joining(" or "));
        Query.EventQuery query = (Query.EventQuery) accept("any where " + clauses);
        assertThat(query.filter().condition().operands()).hasSize(10_000);
    }

    @Test
    void parseExpression_aBareExpression_isRead() {
        ParsedExpression parsed = EqlParser.parseExpression(new SourceText("x", "a + 1 == 2 and true"));
        assertThat(parsed.problems()).isEmpty();
        assertThat(EqlPrinter.print(parsed.expression().orElseThrow())).isEqualTo("a + 1 == 2 and true");
    }

    @Test
    void parseExpression_nothing_isAProblem() {
        ParsedExpression parsed = EqlParser.parseExpression(new SourceText("x", " "));
        assertThat(parsed.expression()).isEmpty();
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly("the query ends too early, expected a field, a value or a function call");
    }

    @Test
    void parseExpression_aWholeQuery_isAProblem() {
        assertThat(EqlParser.parseExpression(new SourceText("x", "any where true"))
                        .problems())
                .hasSize(1);
    }

    @Test
    void parse_aMistakeThatLeavesAWholeTree_givesTheTreeToo() {
        Parsed parsed = EqlParser.parse(new SourceText("x", "any where a = 'b'"));
        assertThat(parsed.problems()).hasSize(2);
        assertThat(parsed.query().map(EqlPrinter::print)).contains("any where a == \"b\"");
    }

    static Query accept(String text) {
        Parsed parsed = EqlParser.parse(new SourceText("query", text));
        assertThat(parsed.problems()).as(text).isEmpty();
        return parsed.query().orElseThrow();
    }

    private static String errors(String text) {
        SourceText source = new SourceText("query", text);
        return EqlParser.parse(source).problems().stream()
                .map(problem -> problem.render(source) + "\n")
                .collect(Collectors.joining());
    }

    private static String only(String text) {
        List<Problem> problems = EqlParser.parse(new SourceText("query", text)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).code() + ": " + problems.get(0).message();
    }

    private static String at(String text, Span span) {
        return text.substring(span.start(), span.end());
    }
}
