package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.testing.EqlCases;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged queries: whatever comes of one, it is a plan or a problem with a place in the text, never an exception. */
class MutatedQueriesTest {
    private static final int MUTANTS = 3_000;

    private static final List<String> FRAGMENTS = List.of(
            "\"",
            "\"\"\"",
            "'",
            "`",
            "(",
            ")",
            "[",
            "![",
            "]",
            "/*",
            "*/",
            "//",
            "\\",
            "\\u{",
            "}",
            "|",
            "?",
            "~",
            "!",
            "=",
            "==",
            "!=",
            "<",
            ">",
            ":",
            "!:",
            ",",
            ".",
            "+",
            "-",
            "*",
            "/",
            "%",
            "@",
            "$",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\uD83D",
            "\uDE00",
            "\u00A0",
            " and ",
            " or ",
            " not ",
            " in ",
            " in~ ",
            " like ",
            " regex~ ",
            " where ",
            " by ",
            " with ",
            " maxspan=",
            " runs=",
            " until ",
            " sequence ",
            " join ",
            " sample ",
            " any ",
            " of ",
            " null ",
            " true ",
            " head ",
            "1",
            "0",
            "9223372036854775808",
            "1e999",
            ".5",
            "5m",
            "1.2.3",
            "name",
            "process.name",
            "length(",
            "between~(",
            "cidrMatch(a, \"1.2.3.4/",
            "a regex \"(((\"",
            "a : (",
            "in (null)");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void compile_aDamagedQuery_isAPlanOrAProblemWithAPlace(long seed) {
        Random random = new Random(seed);
        List<String> seeds = seeds();
        int withPlan = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            withPlan += compiles(text) ? 1 : 0;
        }
        assertThat(withPlan).as("some mutants are harmless, most are not").isBetween(MUTANTS / 50, MUTANTS / 2);
    }

    private static boolean compiles(String text) {
        CompiledRule rule;
        try {
            rule = RuleCompiler.compile(TestRules.rule("mutant", Map.of("query", text)));
            rule.matches(path -> List.of("x", 1));
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

    private static List<String> seeds() {
        List<String> seeds = new ArrayList<>();
        EqlCases.of("syntax").forEach(example -> seeds.add(example.query()));
        EqlCases.of("checks").forEach(example -> seeds.add(example.query()));
        EqlCases.of("lowering").forEach(example -> seeds.add(example.query()));
        return seeds;
    }

    /** One to four times: a fragment put in, a piece cut out, doubled, moved or put in from elsewhere. */
    private static String mutated(String text, Random random) {
        StringBuilder result = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(result.length() + 1);
            int to = Math.min(result.length(), from + random.nextInt(12));
            String piece = result.substring(from, to);
            switch (random.nextInt(5)) {
                case 0, 1 -> result.insert(from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> result.delete(from, to);
                case 3 -> result.insert(from, piece.repeat(1 + random.nextInt(3)));
                default -> result.delete(from, to).insert(random.nextInt(result.length() + 1), piece);
            }
        }
        return result.toString();
    }
}
