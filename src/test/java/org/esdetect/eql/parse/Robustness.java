package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** What holds of every text that is taken for a query. */
final class Robustness {
    private Robustness() {}

    /**
     * Whether {@code text} becomes a plan. It becomes one, or problems with a place in the text, never an exception;
     * what can be read is printed and read again as the same.
     */
    static boolean compiles(String text) {
        CompiledRule rule;
        try {
            rule = RuleCompiler.compile(TestRules.rule("mutant", Map.of("query", text)));
            rule.matches(path -> List.of("x", 1));
            printsAsItself(text);
        } catch (RuntimeException | StackOverflowError escaped) {
            throw new AssertionError("of [" + text + "]", escaped);
        }
        SourceText source = new SourceText("mutant", text);
        boolean error = false;
        for (Problem problem : rule.problems()) {
            assertThat(problem.span().end()).as(text).isLessThanOrEqualTo(text.length());
            assertThat(problem.render(source)).as(text).isNotBlank();
            error |= problem.severity() == Problem.Severity.ERROR;
        }
        assertThat(rule.plan().isPresent()).as(text).isEqualTo(!error);
        return !error;
    }

    private static void printsAsItself(String text) {
        Parsed parsed = EqlParser.parse(new SourceText("mutant", text));
        if (parsed.query().isPresent() && parsed.problems().isEmpty()) {
            String printed = EqlPrinter.print(parsed.query().get());
            Parsed again = EqlParser.parse(new SourceText("printed", printed));
            assertThat(again.problems()).as(printed).isEmpty();
            assertThat(EqlPrinter.print(again.query().orElseThrow())).isEqualTo(printed);
        }
    }
}
