package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.api.Test;

class AdHocQueryTest {
    private static final Rule.FieldNames FIELDS =
            new Rule.FieldNames("kind", "time", Optional.of("serial"), Optional.empty());

    /** Not in order: by time and serial number they are 1, 3, 0, 2, and then the one without a time. */
    private static final List<Event> EVENTS = List.of(
            event(20, 1, "b"), event(10, 1, "a"), event(20, 2, "a"), event(10, 2, "b"), new MapEvent(Map.of("n", "z")));

    @Test
    void run_events_comeInTheOrderOfTimeAndTiebreaker() {
        assertThat(run("any where true")).containsExactly(List.of(1), List.of(3), List.of(0), List.of(2), List.of(4));
        assertThat(run("file where n == \"a\"")).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void run_pipes_chooseFromLeftToRight() {
        assertThat(run("any where true | head 2")).containsExactly(List.of(1), List.of(3));
        assertThat(run("any where true | tail 2")).containsExactly(List.of(2), List.of(4));
        assertThat(run("any where true | head 4 | tail 2")).containsExactly(List.of(0), List.of(2));
        assertThat(run("any where true | tail 99")).hasSize(5);
        assertThat(run("any where true | head 0")).isEmpty();
    }

    @Test
    void run_pipesOfASequence_countSequences() {
        String pairs = "sequence [any where n == \"a\"] [any where n == \"b\"]";
        assertThat(run(pairs)).containsExactly(List.of(1, 3));
        String neighbours = "sequence [any where true] [any where true]";
        assertThat(run(neighbours)).containsExactly(List.of(1, 3), List.of(3, 0), List.of(0, 2));
        assertThat(run(neighbours + " | tail 1")).containsExactly(List.of(0, 2));
    }

    @Test
    void compile_aMistake_isAProblem() {
        AdHocQuery.Compiled compiled = AdHocQuery.compile(new SourceText("query", "any where lenght(n) > 1"), FIELDS);
        assertThat(compiled.query()).isEmpty();
        assertThat(compiled.problems()).extracting(Problem::code).containsExactly(Problem.Code.UNKNOWN_FUNCTION);
    }

    private static List<List<Integer>> run(String query) {
        return AdHocQuery.compile(new SourceText("query", query), FIELDS)
                .query()
                .orElseThrow()
                .run(EVENTS);
    }

    private static Event event(int time, int serial, String n) {
        return new MapEvent(Map.of("time", time, "serial", serial, "n", n, "kind", "file"));
    }
}
