package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.esdetect.engine.InMemoryRun;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.event.MapEvent;
import org.esdetect.explain.SequenceExplanation.Miss;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;
import org.esdetect.text.SourceText;

class SequenceExplainerPropertiesTest {
    private static final List<String> QUERIES = List.of(
            "sequence by k with maxspan=4s [a where true] [b where v > 1] [a where true]",
            "sequence by ?k [a where true] with runs=3 [b where true] until [c where true]",
            "sequence with maxspan=3s [a where true] ![c where true] [b where true]",
            "sequence by k with maxspan=5s ![c where true] [a where true] [b where true] ![c where v == 2]",
            "sequence [any where v == 1] by k [any where v == 2] by l [any where v == 3] by k");

    /** There is a nearest miss exactly when the rule finds nothing, and what it says of it is possible. */
    @Property(tries = 2000)
    void explain_anyEvents_missesWhatTheRuleMisses(@ForAll long seed) {
        Random random = new Random(seed);
        String query = QUERIES.get(random.nextInt(QUERIES.size()));
        Rule rule = TestRules.rule("sequence", Map.of("query", query));
        List<MapEvent> events = events(random);
        SequenceExplainer explainer = (SequenceExplainer) Explainer.of(new SourceText("query", query), rule.fields());
        SequenceExplanation explained = explainer.explain(events, position -> "event [" + position + "]");

        List<List<Integer>> found = InMemoryRun.judge(RuleCompiler.compile(rule), events);
        assertThat(explained.sequences())
                .extracting(SequenceExplanation.Found::events)
                .isEqualTo(found);
        assertThat(explained.miss().isPresent()).isEqualTo(found.isEmpty());
        explained.miss().ifPresent(miss -> {
            Statistics.collect(miss.code());
            assertThat(miss.events()).hasSize(miss.reached());
            assertThat(miss.reached() == miss.of()).isEqualTo(miss.code() == Miss.Code.SPOILED);
            assertThat(miss.closest().isPresent()).isEqualTo(miss.code() == Miss.Code.NO_EVENT && !events.isEmpty());
        });
        assertThat(ExplanationText.of(explained, position -> "#" + position)).isNotBlank();
        assertThat(ExplanationMap.of(explained)).containsEntry("matched", !found.isEmpty());
    }

    private static List<MapEvent> events(Random random) {
        List<MapEvent> events = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            Map<String, Object> event = new HashMap<>();
            event.put("event.category", List.of("a", "b", "c").get(random.nextInt(3)));
            event.put("v", random.nextInt(4));
            if (random.nextInt(10) > 0) {
                event.put("@timestamp", 1_000L * random.nextInt(12));
            }
            for (String key : List.of("k", "l")) {
                if (random.nextInt(8) > 0) {
                    event.put(key, random.nextInt(8) == 0 ? List.of(1, 2) : (Object) random.nextInt(2));
                }
            }
            events.add(new MapEvent(event));
        }
        return events;
    }
}
