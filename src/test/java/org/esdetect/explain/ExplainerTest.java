package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final String QUERY =
            """
            process where event.type == "start" and
              (process.name : ("cmd.exe", "powershell.exe") or process.pe.original_file_name == "Cmd.Exe") and
              not user.name in ("SYSTEM",
                                "svc*")
            """;

    @Test
    void text_isATreeWithPlacesAndMarks() {
        Clause explained = Explained.event(
                QUERY,
                "{'event': {'category': ['process'], 'type': 'start'}, 'process': {'name': 'calc.exe', 'pe':"
                        + " {'original_file_name': 'CMD.EXE'}}, 'user.name': 'svc-backup'}");
        assertThat(ExplanationText.of(explained))
                .isEqualTo(
                        """
                        ✗ no match, because of 2:4, 2:52
                        ✓ 1:1  process where: event.category is ["process"]
                        ✗ 1:15  and: 2 of 3 hold
                          ✓ 1:15  event.type == "start": event.type is ["start"]
                          ✗ 2:4  or: 0 of 2 hold
                            ✗ 2:4  process.name : ("cmd.exe", "powershell.exe"): process.name is ["calc.exe"]
                            ✗ 2:52  process.pe.original_file_name == "Cmd.Exe": process.pe.original_file_name is ["CMD.EXE"]; [CMD.EXE] differs in case only; [:] ignores case
                          ✓ 3:3  not
                            ✗ 3:7  user.name in ("SYSTEM", "svc*"): user.name is ["svc-backup"]; [svc-backup] would match if wildcards were read as such; they are with [:] and [like]
                        """);
    }

    @Test
    void category_isOneOfTheClauses() {
        Clause explained = Explained.event("process where true", "{'event.category': ['Process', 'file']}");
        assertThat(explained.matched()).isFalse();
        assertThat(explained.deciding()).singleElement().satisfies(category -> {
            assertThat(category.kind()).isEqualTo(Clause.Kind.CATEGORY);
            assertThat(ExplanationText.found(category))
                    .isEqualTo("event.category is [\"Process\", \"file\"]; [Process] differs in case only");
        });
    }

    @Test
    void map_hasTheDocumentedShape() {
        Map<String, Object> map =
                ExplanationMap.of(Explained.event("any where not f == \"a\"", "{'f': ['b', 'A', null, 'c']}"));
        Map<String, Object> test = Map.of(
                "kind",
                "test",
                "clause",
                "f == \"a\"",
                "line",
                1,
                "column",
                15,
                "matched",
                false,
                "fields",
                List.of(Map.of("field", "f", "values", List.of("b", "A", "c"), "count", 3)),
                "expected",
                Map.of("values", List.of("a"), "count", 1),
                "reasons",
                List.of(Map.of("code", "case", "message", "[A] differs in case only; [:] ignores case")));
        assertThat(map)
                .containsEntry("kind", "event")
                .containsEntry("matched", true)
                .containsEntry(
                        "clauses",
                        List.of(Map.of(
                                "kind",
                                "not",
                                "clause",
                                "not f == \"a\"",
                                "line",
                                1,
                                "column",
                                11,
                                "matched",
                                true,
                                "clauses",
                                List.of(test))))
                .containsEntry(
                        "decided_by",
                        List.of(Map.of(
                                "clause",
                                "f == \"a\"",
                                "line",
                                1,
                                "column",
                                15,
                                "message",
                                "f is [\"b\", \"A\", \"c\"]; [A] differs in case only; [:] ignores case")));
    }

    @Test
    void longListsAndValues_areCut_andCounted() {
        String list =
                IntStream.range(0, 2_609).mapToObj(i -> "\"name-" + i + "\"").collect(Collectors.joining(", "));
        String values = Collections.nCopies(300, "'" + "x".repeat(500) + "'").toString();
        Clause test = Explained.event("any where f in (" + list + ")", "{'f': " + values + "}")
                .parts()
                .get(0);
        assertThat(test.text())
                .isEqualTo("f in (\"name-0\", \"name-1\", \"name-2\", \"name-3\", \"name-4\", ... 2604 more)");
        assertThat(test.reading().orElseThrow().expected().count()).isEqualTo(2_609);
        assertThat(ExplanationText.found(test)).hasSizeLessThan(1_200).contains("... 290 more");
    }

    @Test
    void ofAQueryWithErrors_isTheCallersMistake() {
        assertThatThrownBy(() -> Explained.explainer("process where"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot explain what has errors");
    }
}
