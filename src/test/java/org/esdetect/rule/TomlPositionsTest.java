package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.esdetect.text.SourceText;
import org.esdetect.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlPositionsTest {
    private static final String TEXT =
            """
            top = 1 # top = 2
            [a.b] # [c]
            "quo.ted" = "x = 1"
            text = \"""
            fake = 1
            \\"\"" still inside ""\"""
            raw = '''
            fake = 2 '''''
            dotted . key = 3
            list = [ "a]", # comment ]
              [1, 2], { in = { side = 1 } },
            ]
            last = '\\'
            [[many]]
            x = 1
            [[many.sub]]
            y = 1
            [[many]]
            x = 2
            [[many.sub]]
            y = 2
            [[many.sub]]
            [many.sub.table]
            z = 1
            """;

    @ParameterizedTest
    @CsvSource({
        "top, 1:1",
        "a.b, 2:2",
        "a.b.quo.ted, 3:1",
        "a.b.text, 4:1",
        "a.b.raw, 7:1",
        "a.b.dotted.key, 9:1",
        "a.b.list, 10:1",
        "a.b.list[0], 10:10",
        "a.b.list[1][1], 11:7",
        "a.b.list[2].in.side, 11:20",
        "a.b.last, 13:1",
        "many[0].x, 15:1",
        "many[0].sub[0].y, 17:1",
        "many[1].x, 19:1",
        "many[1].sub[0].y, 21:1",
        "many[1].sub[1], 22:3",
        "many[1].sub[1].table.z, 24:1",
        "a.b.missing, 2:2",
        "a.b.list[9].missing, 10:1",
        "nowhere.at.all, 1:1",
    })
    void of_path_isTheNearestKeyAbove(String path, String place) {
        Span span = new TomlPositions(TEXT).of(path);
        SourceText source = new SourceText("t", TEXT);

        assertThat(source.line(span.start()) + ":" + source.column(span.start()))
                .isEqualTo(place);
    }

    @Test
    void of_textThatIsNoToml_stillEnds() {
        for (int end = 0; end < TEXT.length(); end++) {
            assertThat(new TomlPositions(TEXT.substring(0, end)).of("many[1].x").end())
                    .isLessThanOrEqualTo(end);
        }
        assertThat(new TomlPositions("= [[[ {{ ]").of("x")).isEqualTo(new Span(0, 0));
    }
}
