package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can be nested has a limit, and what is within it needs no large stack, from text to verdict. */
class NestingTest {
    /** Half of what a thread of Elasticsearch has. */
    private static final long STACK_BYTES = 512 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(X)",
                "not X",
                "(X or a == 1)",
                "(a == 1 and X)",
                "((X) == true)",
                "string(X) == \"y\"",
                "(X) in (true, false)"
            })
    void compile_nestedUpToTheLimit_needsNoLargeStack(String level) throws InterruptedException {
        int levels = SizeLimits.NESTING / nesting(level);
        String text = "any where " + nested(level, levels);
        CompiledRule rule = onSmallStack(text);
        assertThat(rule.problems()).noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        assertThat(rule.plan()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(X)",
                "not X",
                "- X",
                "+ X",
                "X + 1",
                "1 * (X)",
                "length(X)",
                "(X or a)",
                "(X) in (1)",
                "(((X",
                "[X",
                "![X"
            })
    void compile_nestedBeyondAnyLimit_isAProblem(String level) throws InterruptedException {
        CompiledRule rule = onSmallStack("any where " + nested(level, 10_000));
        assertThat(rule.problems())
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(
                        Problem.Code.TOO_LARGE,
                        "the query is nested more than [100] levels deep; use lists and fewer parentheses"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/* // ", "/* "})
    void compile_commentsNestedDeeply_areNoProblem(String open) throws InterruptedException {
        int levels = 20_000;
        assertThat(onSmallStack("any where " + open.repeat(levels) + "*/".repeat(levels) + " true")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"))))", "]]]]", ")](]["})
    void compile_moreClosedThanOpened_isASyntaxError(String noise) throws InterruptedException {
        assertThat(onSmallStack("any where a == 1 " + noise.repeat(100)).problems())
                .extracting(Problem::code)
                .contains(Problem.Code.SYNTAX);
    }

    private static String nested(String level, int levels) {
        int hole = level.indexOf('X');
        return level.substring(0, hole).repeat(levels) + "a"
                + level.substring(hole + 1).repeat(levels);
    }

    private static int nesting(String level) {
        int depth = 0;
        int most = 0;
        for (String word : level.replace("(", " ( ").replace(")", " ) ").split(" +")) {
            depth += word.equals("(") || word.equals("not") ? 1 : word.equals(")") ? -1 : 0;
            most = Math.max(most, depth);
        }
        return most;
    }

    private static CompiledRule onSmallStack(String query) throws InterruptedException {
        List<CompiledRule> compiled = new ArrayList<>();
        List<Throwable> thrown = new ArrayList<>();
        Runnable work = () -> {
            EqlParser.parse(new SourceText("query", query)).query().ifPresent(EqlPrinter::print);
            CompiledRule rule = RuleCompiler.compile(TestRules.rule("deep", Map.of("query", query)));
            rule.matches(path -> List.of(1, true, "x"));
            compiled.add(rule);
        };
        Thread thread = new Thread(null, work, "small", STACK_BYTES);
        thread.setUncaughtExceptionHandler((ignored, problem) -> thrown.add(problem));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
        return compiled.get(0);
    }
}
