package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.esdetect.cli.SeriesSpec.Item;
import org.esdetect.cli.SeriesSpec.Series;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SeriesSpecTest {
    private static final String RESOURCE = "/sequence/own.series-spec";

    @TestFactory
    Stream<DynamicTest> found_everyCaseOfTheFile_isWhatIsExpected() throws IOException {
        List<SeriesSpec> specs = SeriesSpec.read(RESOURCE, resource());
        assertThat(specs).hasSize(25);
        return specs.stream()
                .map(spec -> DynamicTest.dynamicTest(spec.line() + " " + spec.name(), () -> assertThat(spec.found())
                        .isEqualTo(spec.expected())));
    }

    @Test
    void found_wrongExpectation_differs() {
        SeriesSpec spec =
                SeriesSpec.read("test", "wrong\nA1 A2\nB3\n;\nA1 B3\n;").get(0);
        assertThat(spec.found()).isNotEqualTo(spec.expected()).hasToString("[2 3]");
    }

    @Test
    void read_commentsAndLayout_areSkipped() {
        assertThat(SeriesSpec.read("test", "// head\n\n one \n r|A1   A20 \n//\n  B3\n ; \n  r|A1 B3\n\n;\n//end"))
                .containsExactly(new SeriesSpec(
                        "one",
                        3,
                        List.of(
                                List.of(new Item(Optional.of("r"), "A", 1), new Item(Optional.empty(), "A", 20)),
                                List.of(new Item(Optional.empty(), "B", 3))),
                        List.of(new Series(Optional.of("r"), List.of(1L, 3L)))));
    }

    @Test
    void read_nothing_isNoCase() {
        assertThat(SeriesSpec.read("test", "// nothing\n")).isEmpty();
    }

    @Test
    void read_wordThatIsNoEvent_namesPlaceAndWord() {
        assertThatThrownBy(() -> SeriesSpec.read("my.series-spec", "one\nA1\nB2\n;\nA1 2B\n;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "my.series-spec:6: [2B] is not an event; write a letter and a number as in [A1] or [key|A1]");
    }

    @Test
    void read_oneStep_isRefused() {
        assertThatThrownBy(() -> SeriesSpec.read("test", "one\nA1\n;\n;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test:3: case [one] needs two or more lines of events, found [1]");
    }

    @Test
    void read_endMissing_isRefused() {
        assertThatThrownBy(() -> SeriesSpec.read("test", "one\nA1\nB2\n;\nA1 B2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test:5: a line [;] is missing at the end");
    }

    private static String resource() throws IOException {
        try (InputStream in = Objects.requireNonNull(SeriesSpecTest.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
