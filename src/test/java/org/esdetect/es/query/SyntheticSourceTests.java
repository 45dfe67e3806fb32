package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.elasticsearch.common.document.DocumentField;
import org.elasticsearch.search.SearchHit;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.testing.RandomConditions;

/** The verdict on what an index gives back is that on what was sent, however the index keeps it. */
public class SyntheticSourceTests extends QueryPropertyTestCase {
    private static final int PAIRS = 20_000;

    /** Text and truths; numbers and dates come back in a form of their own. */
    private static final List<String> KEPT =
            List.of("event.category", "process.name", "process.parent.name", "folded", "labels.key", "signed");

    /** The fields option finds no key of a flattened field that the source writes with a dot. */
    private static final List<String> FETCHED =
            KEPT.stream().filter(path -> !path.startsWith("labels")).toList();

    private static final Subject STORED = Subject.of("stored", PropertyMappings.VERBATIM);

    /** Sorts, drops repeats and rewrites numbers as text where the field is text. */
    private static final Subject SYNTHETIC =
            Subject.of("synthetic", PropertyMappings.VERBATIM).with("index.mapping.source.mode", "synthetic");

    /** Keeps lists as they were sent. */
    private static final Subject LOGS = Subject.of(
                    "logs",
                    PropertyMappings.VERBATIM.replaceFirst(
                            "properties\": \\{", "properties\": {\"@timestamp\": {\"type\": \"date\"},"))
            .asLogs();

    public void testVerdictOnSyntheticSource_isThatOnTheSourceAsSent() {
        compareSources(SYNTHETIC);
    }

    public void testVerdictOnTheSyntheticSourceOfALogsIndex_isThatOnTheSourceAsSent() {
        compareSources(LOGS);
    }

    public void testVerdictOnFetchedFields_isThatOnTheSource() {
        for (Subject subject : List.of(STORED, SYNTHETIC, LOGS)) {
            Random random = new Random(randomLong());
            Corpus corpus = corpus(List.of(subject), random);
            Map<String, Event> fetched = fetched(subject.index());
            assertEquals("every event is fetched", corpus.sources.keySet(), fetched.keySet());
            compare(random, FETCHED, corpus, fetched);
        }
    }

    private void compareSources(Subject subject) {
        Random random = new Random(randomLong());
        Corpus corpus = corpus(List.of(subject), random);
        Map<String, Event> sent = new LinkedHashMap<>();
        corpus.judged.keySet().forEach(id -> sent.put(id, new MapEvent(corpus.sent.getOrDefault(id, Map.of()))));
        compare(random, KEPT, corpus, sent);
    }

    private static void compare(Random random, List<String> paths, Corpus corpus, Map<String, Event> others) {
        Supplier<Condition> conditions = conditions(random, paths);
        for (int asked = 0; asked < PAIRS; asked += others.size()) {
            Condition condition = conditions.get();
            CompiledCondition judge = CompiledCondition.compile(condition);
            others.forEach((id, other) -> assertEquals(
                    condition + " on [" + id + "], sent as " + corpus.sent.get(id) + ", kept as "
                            + corpus.sources.get(id),
                    judge.matches(corpus.judged.get(id)),
                    judge.matches(other)));
        }
    }

    /** Without calculations: a number that was made text is no number to them. */
    private static Supplier<Condition> conditions(Random random, List<String> paths) {
        RandomConditions conditions = new RandomConditions(random, paths);
        return () -> {
            Condition condition = conditions.next(2);
            while (condition.toString().contains("Computed")) {
                condition = conditions.next(2);
            }
            return condition;
        };
    }

    /** Events made of what the fields option of a search gives, with the values that the index ignores. */
    private Map<String, Event> fetched(String index) {
        Map<String, Event> events = new LinkedHashMap<>();
        var response = client().prepareSearch(index)
                .setSize(EVENTS)
                .setFetchSource(false)
                .addFetchField("*")
                .get();
        try {
            for (SearchHit hit : response.getHits()) {
                Map<String, List<Object>> values = new LinkedHashMap<>();
                hit.getDocumentFields().forEach((name, field) -> values.put(name, all(field)));
                events.put(index + "/" + hit.getId(), path -> values.getOrDefault(path, List.of()));
            }
        } finally {
            response.decRef();
        }
        return events;
    }

    private static List<Object> all(DocumentField field) {
        List<Object> values = new ArrayList<>(field.getValues());
        values.addAll(field.getIgnoredValues());
        return values;
    }
}
