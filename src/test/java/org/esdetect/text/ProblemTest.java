package org.esdetect.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void render_aPlaceOnALaterLine_showsThatLineWithCarets() {
        SourceText source = new SourceText("dns.toml", "process where\r\n  lenght(x) > 3\r\n  and y");
        assertThat(problem(17, 23).render(source))
                .isEqualTo("dns.toml:2:3: message [SYNTAX]\n      lenght(x) > 3\n      ^^^^^^");
    }

    @Test
    void render_aLineWithTabs_keepsThemBelow() {
        assertThat(problem(2, 3).render(new SourceText("q", "\t\tx")))
                .isEqualTo("q:1:3: message [SYNTAX]\n    \t\tx\n    \t\t^");
    }

    @Test
    void render_aPlaceOverSeveralLines_endsWithItsFirst() {
        assertThat(problem(2, 9).render(new SourceText("q", "a bcd\nefg hi")))
                .isEqualTo("q:1:3: message [SYNTAX]\n    a bcd\n      ^^^");
    }

    @Test
    void render_theEndOfTheText_isOneCaret() {
        assertThat(problem(2, 2).render(new SourceText("q", "ab")))
                .isEqualTo("q:1:3: message [SYNTAX]\n    ab\n      ^");
        assertThat(problem(0, 0).render(new SourceText("q", ""))).isEqualTo("q:1:1: message [SYNTAX]\n    \n    ^");
    }

    /** A rule sent as JSON is one line, its guide included. */
    @Test
    void render_aPlaceInALongLine_showsWhatStandsAroundIt() {
        String text = "x".repeat(100_000) + "HERE" + "y".repeat(100_000);
        String rendered = problem(100_000, 100_004).render(new SourceText("q", text));
        assertThat(rendered.lines())
                .containsExactly(
                        "q:1:100001: message [SYNTAX]",
                        "    ..." + "x".repeat(250) + "HERE" + "y".repeat(246) + "...",
                        "    " + " ".repeat(253) + "^^^^");
        assertThat(problem(0, 150_000).render(new SourceText("q", text)).lines())
                .containsExactly("q:1:1: message [SYNTAX]", "    " + "x".repeat(500) + "...", "    " + "^".repeat(500));
        assertThat(problem(200_004, 200_004).render(new SourceText("q", text)).lines())
                .containsExactly(
                        "q:1:200005: message [SYNTAX]", "    ..." + "y".repeat(250), "    " + " ".repeat(253) + "^");
    }

    @Test
    void problems_beyondAHundredOfASeverity_areDropped() {
        Problems problems = new Problems();
        for (int i = 0; i < 150; i++) {
            problems.warning(Problem.Code.UNKNOWN_FIELD, new Span(i, i + 1), "warning");
        }
        problems.error(Problem.Code.SYNTAX, new Span(0, 1), "error");
        assertThat(problems.all()).hasSize(101);
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.hasRoomFor(Problem.Severity.WARNING)).isFalse();
        assertThat(problems.hasRoomFor(Problem.Severity.ERROR)).isTrue();
    }

    @Test
    void excerpt_ofALongText_doesNotCutACharacterInTwo() {
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
        assertThat(Excerpt.of("x".repeat(79) + "😀")).isEqualTo("x".repeat(79) + "...");
    }

    private static Problem problem(int start, int end) {
        return new Problem(Problem.Code.SYNTAX, Problem.Severity.ERROR, new Span(start, end), "message");
    }
}
