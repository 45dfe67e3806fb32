package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md}: an entry for each code, and each example gives its code. */
class ProblemsPageTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

    @Test
    void everyCode_hasAnEntry_andNothingElseHas() throws IOException {
        List<String> headings = new ArrayList<>();
        Matcher section = SECTION.matcher(Files.readString(Path.of("docs/problems.md")));
        while (section.find()) {
            headings.add(section.group(1));
        }
        assertThat(headings)
                .containsExactlyElementsOf(
                        Arrays.stream(Problem.Code.values()).map(Enum::name).toList());
    }

    @Test
    void everyExample_givesTheCodeOfItsEntry() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/problems.md"));
        List<Snippets.Snippet> examples = Snippets.read().all().stream()
                .filter(snippet ->
                        snippet.language().equals("eql") && snippet.file().endsWith("problems.md"))
                .toList();
        assertThat(examples).hasSizeGreaterThan(8);
        for (Snippets.Snippet example : examples) {
            String code = lines.subList(0, example.line()).stream()
                    .filter(line -> line.startsWith("## "))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .substring(3);
            assertThat(RuleCompiler.compile(rule(example.text())).problems())
                    .as("%s:%d", example.file(), example.line())
                    .extracting(problem -> problem.code().name())
                    .contains(code);
        }
    }

    private static Rule rule(String query) {
        Optional<Rule> read = NdjsonRules.readRule(
                        "example",
                        java.util.Map.of(
                                "rule_id", "00000000-0000-0000-0000-000000000001",
                                "name", "example",
                                "description", "an example",
                                "type", "eql",
                                "language", "eql",
                                "severity", "low",
                                "risk_score", 21,
                                "index", List.of("logs-*"),
                                "query", query),
                        ReadLimits.DEFAULT)
                .rule();
        return read.orElseThrow();
    }
}
