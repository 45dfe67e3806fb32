package org.esdetect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** REST as a user would send it, with JSON. */
public final class Http {
    private static final int BUNDLED_RULES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final int port;
    private final @Nullable String authorization;

    Http(int port) {
        this(port, null);
    }

    private Http(int port, @Nullable String authorization) {
        this.port = port;
        this.authorization = authorization;
    }

    /** An answer: the status and the body as it came. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("not JSON [" + body + "]", e);
            }
        }

        /** This answer, if its status is {@code expected}. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected status [" + expected + "], found [" + status + "]: " + body);
            }
            return this;
        }
    }

    public Http as(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Http(port, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Answer get(String path) throws IOException {
        return send("GET", path, null, "application/json");
    }

    public Answer post(String path, String body) throws IOException {
        return send("POST", path, body, "application/json");
    }

    public Answer put(String path, String body) throws IOException {
        return send("PUT", path, body, "application/json");
    }

    public Answer bulk(String path, String lines) throws IOException {
        return send("POST", path, lines, "application/x-ndjson");
    }

    public Answer send(String method, String path, @Nullable String body, String contentType) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Asks again until {@code accepted} or 60 seconds are over; the last answer. */
    public Answer await(String path, Predicate<Answer> accepted) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Answer answer = get(path);
        while (!accepted.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 60 s for [" + path + "], last answer: " + answer);
            }
            RealNode.pause(100);
            answer = get(path);
        }
        return answer;
    }

    /**
     * Until the node that is asked judges by the rules that ship. A rule is listed a moment before; what comes then is
     * left to the sweep.
     */
    public void awaitBundledRules() throws IOException {
        await("/_detect/rules", answer -> {
            int active = 0;
            for (JsonNode rule : answer.json().path("rules")) {
                active += rule.path("status").asText().equals("active") ? 1 : 0;
            }
            return active == BUNDLED_RULES;
        });
    }

    public int port() {
        return port;
    }
}
