package org.esdetect.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.Rule;
import org.esdetect.text.SourceText;

/** Explanations of queries over events that are written as JSON with single quotes. */
final class Explained {
    static final Rule.FieldNames FIELDS =
            new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    private Explained() {}

    static Clause event(String query, String event) {
        return ((EventExplainer) explainer(query)).explain(read(event));
    }

    static SequenceExplanation sequence(String query, String... events) {
        List<MapEvent> read = Stream.of(events).map(Explained::read).toList();
        return ((SequenceExplainer) explainer(query)).explain(read, position -> "event [" + position + "]");
    }

    static Explainer explainer(String query) {
        return Explainer.of(new SourceText("query", query), FIELDS);
    }

    static MapEvent read(String event) {
        try {
            String json = event.replace('\'', '"');
            return new MapEvent(JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
