package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.esdetect.rule.BundledRules;
import org.esdetect.testing.EqlCases;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author of a rule is told when no mapping is known, only ECS. */
class AdviceTest {
    static List<EqlCases.Case> advice() {
        return EqlCases.of("advice");
    }

    /** What people who come from other languages write, or write in a hurry. */
    static List<EqlCases.Case> broken() {
        return EqlCases.of("broken");
    }

    @ParameterizedTest
    @MethodSource({"advice", "broken"})
    void compile_aRule_saysExactly(EqlCases.Case example) {
        SourceText source = new SourceText("query", example.query());
        assertThat(problems(example.query()).stream()
                        .map(problem -> problem.severity() + " " + problem.render(source) + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo(example.text("problems"));
    }

    @Test
    void compile_moreCharactersThanTheIndexHolds_isNamed() {
        String text = "x".repeat(1_025);
        assertThat(problems("file where file.name == \"" + text + "\" or file.name : (\"a\", \"*" + text + "\")"))
                .extracting(Problem::code)
                .containsExactly(Problem.Code.IGNORE_ABOVE, Problem.Code.LEADING_WILDCARD);
        assertThat(problems("file where file.name == \"" + text.substring(1) + "\""))
                .isEmpty();
    }

    @Test
    void compile_manyUnknownFields_looksUpNoMoreThanAHundred() {
        StringBuilder query = new StringBuilder("any where process.nmae0 == 1");
        for (int i = 1; i < 500; i++) {
            query.append(" or a").append(i).append(" == 1");
        }
        query.append(" or process.nmae == 1");
        assertThat(problems(query.toString())).isEmpty();
    }

    @Test
    void compile_theBundledRules_warnsOfTheirOwnMistakeAndOfNothingUntrue() {
        assertThat(BundledRules.load().stream().flatMap(rule -> RuleCompiler.compile(rule).problems().stream()
                        .map(problem -> tuple(rule.name(), problem.code()))))
                .containsExactlyInAnyOrder(
                        tuple("Network Connection via Certutil", Problem.Code.LITERAL_WILDCARD),
                        tuple("Connection to Commonly Abused Web Services", Problem.Code.LEADING_WILDCARD));
    }

    private static List<Problem> problems(String query) {
        return RuleCompiler.compile(TestRules.rule("rule", Map.of("query", query)))
                .problems();
    }
}
