package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/** An index of a cluster with the plugin that lasts as long as the command: events go in, queries are asked of it. */
final class ScratchIndex implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK_CHARACTERS = 4 << 20;

    private final Cluster cluster;
    private final String name = "detect-scratch-" + UUID.randomUUID();
    private final StringBuilder bulk = new StringBuilder();

    private ScratchIndex(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What a query is asked.
     *
     * @param fields that stand for category, time and tiebreaker
     * @param from its first moment; {@code to} its last. Null for all there is
     */
    record Question(
            String query,
            Rule.FieldNames fields,
            @Nullable Instant from,
            @Nullable Instant to,
            int size,
            String resultPosition,
            int fetchSize) {}

    /**
     * What it answers.
     *
     * @param matches the ids of each match's events
     * @param total matches, shown or not
     * @param exact whether every step's index query says that it finds nothing else than what the step holds of
     * @param candidates what the index queries of the steps found
     */
    record Answer(List<List<String>> matches, long total, boolean exact, List<Long> candidates) {}

    /** The index that the options {@code --url} and {@code --mapping} ask for. */
    static ScratchIndex of(Options options) throws IOException {
        return create(new Cluster(options.required(Cluster.URL)), ScratchMapping.of(options));
    }

    static ScratchIndex create(Cluster cluster, ScratchMapping mapping) throws IOException {
        ScratchIndex index = new ScratchIndex(cluster);
        cluster.put("/" + index.name, JSON.writeValueAsString(mapping.body()));
        return index;
    }

    /** Takes an event; some are sent at a time. */
    void add(String id, Map<String, Object> event) throws IOException {
        bulk.append("{\"index\":{\"_id\":")
                .append(JSON.writeValueAsString(id))
                .append("}}\n")
                .append(JSON.writeValueAsString(event))
                .append('\n');
        if (bulk.length() >= BULK_CHARACTERS) {
            send(false);
        }
    }

    /** From here on queries see every event that was added. */
    void refresh() throws IOException {
        if (bulk.isEmpty()) {
            cluster.post("/" + name + "/_refresh", "");
        } else {
            send(true);
        }
    }

    private void send(boolean refresh) throws IOException {
        JsonNode answer = cluster.post("/" + name + "/_bulk?refresh=" + refresh, bulk.toString());
        bulk.setLength(0);
        if (answer.path("errors").asBoolean()) {
            for (JsonNode item : answer.path("items")) {
                if (item.path("index").has("error")) {
                    throw new IOException("the index does not take event ["
                            + item.path("index").path("_id").asText() + "]: "
                            + item.path("index").path("error").path("reason").asText());
                }
            }
        }
    }

    /** @throws IllegalArgumentException with the cluster's words when the query cannot be run */
    Answer ask(Question question) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", question.query());
        body.put("index", List.of(name));
        body.put("event_category_field", question.fields().category());
        body.put("timestamp_field", question.fields().timestamp());
        question.fields().tiebreaker().ifPresent(field -> body.put("tiebreaker_field", field));
        if (question.from() != null && question.to() != null) {
            body.put("from", question.from().toString());
            body.put("to", question.to().toString());
        }
        body.put("size", question.size());
        body.put("result_position", question.resultPosition());
        body.put("fetch_size", question.fetchSize());
        JsonNode answer = preview(JSON.writeValueAsString(body));
        String outcome = answer.path("outcome").asText();
        if (!outcome.equals("success") && !outcome.equals("idle")) {
            throw new IOException("the run over the index is [" + outcome + "]: "
                    + answer.path("message").asText());
        }
        return answer(answer);
    }

    private JsonNode preview(String body) throws IOException {
        try {
            return cluster.post("/_detect/_preview", body);
        } catch (AnswerException refused) {
            if (refused.isBadRequest()) {
                throw new IllegalArgumentException(refused.getMessage(), refused);
            }
            throw refused;
        }
    }

    private static Answer answer(JsonNode answer) {
        List<List<String>> matches = new ArrayList<>();
        for (JsonNode match : answer.path("matches")) {
            List<String> ids = new ArrayList<>();
            match.path("events").forEach(event -> ids.add(event.path("_id").asText()));
            matches.add(ids);
        }
        boolean exact = true;
        List<Long> candidates = new ArrayList<>();
        for (JsonNode step : answer.path("steps")) {
            exact &= step.path("exact").asBoolean();
            candidates.add(step.path("new_candidates").asLong());
        }
        return new Answer(matches, answer.path("total").asLong(), exact, candidates);
    }

    @Override
    public void close() throws IOException {
        cluster.delete("/" + name);
    }
}
