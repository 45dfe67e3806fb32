package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.esdetect.docs.Snippets;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may call what with security on, and what a rule reads with whose rights. */
class RouteRightsIT {
    private static final String MORE_ROLES =
            """
            blind:
              cluster: [ "monitor", "cluster:admin/detect/rules/*" ]
            nothing:
              cluster: []
            """;

    /** In the order in which they call. */
    private static final List<String> USERS = List.of("nobody", "reader", "author", "operator");

    /**
     * A call and the status for each of the users. {@code ME} is the name of who calls, {@code RULE} a bundled rule.
     */
    private static final List<Call> CALLS = calls(
            """
            GET    /_detect/rules                       403 200 200 200
            GET    /_detect/rules/{id}                  403 200 200 200
            PUT    /_detect/rules/{id}                  403 403 201 201
            POST   /_detect/rules/{id}/_disable         403 403 200 200
            POST   /_detect/rules/{id}/_enable          403 403 200 200
            POST   /_detect/rules/_disable?ids=ME       403 403 200 200
            POST   /_detect/rules/_enable?ids=ME        403 403 200 200
            DELETE /_detect/rules/{id}                  403 403 200 200
            POST   /_detect/rules/_import               403 403 200 200
            GET    /_detect/rules/_export               403 200 200 200
            POST   /_detect/rules/_export               403 200 200 200
            PUT    /_detect/exception_lists/{id}        403 403 201 201
            GET    /_detect/exception_lists             403 200 200 200
            GET    /_detect/exception_lists/{id}        403 200 200 200
            PUT    /_detect/exceptions/{id}             403 403 201 201
            GET    /_detect/exceptions                  403 200 200 200
            GET    /_detect/exceptions/{id}             403 200 200 200
            DELETE /_detect/exceptions/{id}             403 403 200 200
            DELETE /_detect/exception_lists/{id}        403 403 200 200
            GET    /_detect/_stats                      403 200 200 200
            GET    /_cat/detect/rules                   403 200 200 200
            GET    /_cat/detect/runs                    403 200 200 200
            GET    /_detect/_coverage                   403 200 200 200
            GET    /_detect/_navigator                  403 200 200 200
            GET    /_detect/alerts/{index}/{id}/_investigate 403 403 400 403
            POST   /_detect/_attach?index=logs-other&dry_run=true 403 403 403 200
            POST   /_detect/_detach?index=logs-other&dry_run=true 403 403 403 200
            POST   /_detect/_uninstall?dry_run=true     403 403 403 200
            POST   /_detect/_validate                   403 200 200 200
            POST   /_detect/_test                       403 200 200 200
            POST   /_detect/_preview                    403 200 200 403
            GET    /_detect/_explain/{rule_id}/{index}/{id} 403 403 200 403
            POST   /_detect                             403 403 403 200
            POST   /_detect/{rule_id}                   403 403 403 200
            """);

    private static final Map<String, String> BODIES = Map.of(
            "PUT /_detect/rules/{id}", rule("ME"),
            "POST /_detect/rules/_import", rule("imported-ME"),
            "PUT /_detect/exception_lists/{id}", "{\"name\": \"n\", \"description\": \"d\", \"type\": \"detection\"}",
            "PUT /_detect/exceptions/{id}",
                    "{\"name\": \"n\", \"list_id\": \"ME\", \"eql\": \"process.name : \\\"x\\\"\"}",
            "POST /_detect/_validate", "{\"query\": \"any where true\"}",
            "POST /_detect/_test", "{\"query\": \"any where true\", \"events\": []}",
            "POST /_detect/_preview", "{\"query\": \"any where true\", \"index\": [\"logs-*\"]}");

    private static final String FOUND = "\"ids\":[\"";
    private static final String NOTHING = "\"ids\":[]";

    private static RealNode node;
    private static Http http;

    private record Call(String method, String path, List<Integer> statuses) {
        String route() {
            return method + " " + path.replaceFirst("\\?.*", "");
        }
    }

    @BeforeAll
    static void startNode() throws IOException {
        Map<String, String> users = new HashMap<>(Map.of("nobody", "nothing", "blind", "blind"));
        List.of("reader", "author", "operator").forEach(name -> users.put(name, "detect_" + name));
        node = RealNode.install("rights", Map.of()).secure("rights", rolesOfThePage() + MORE_ROLES, users);
        node.start().awaitStatus("green");
        http = node.http();
        http.awaitBundledRules();
        http.send("PUT", "/logs-other/_doc/1?refresh=true", "{\"process.name\": \"x\"}", "application/json")
                .expect(201);
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    /** Those that the documentation tells people to start from. */
    private static String rolesOfThePage() throws IOException {
        return Snippets.read().all().stream()
                .filter(snippet -> snippet.file().endsWith("security.md")
                        && snippet.language().equals("yaml"))
                .map(Snippets.Snippet::text)
                .findFirst()
                .orElseThrow();
    }

    private static Http as(String user) {
        return http.as(user, user + "-password");
    }

    @Test
    void everyRoute_answersEachUserAsTheTableSays() throws IOException {
        Set<String> routes = new TreeSet<>(CALLS.stream().map(Call::route).toList());
        assertThat(routes).isEqualTo(specified());
        List<String> table = new ArrayList<>();
        for (Call call : CALLS) {
            List<Integer> statuses = new ArrayList<>();
            for (String user : USERS) {
                statuses.add(send(call, user));
            }
            table.add(call.method + " " + call.path + " " + statuses);
        }
        assertThat(table)
                .isEqualTo(CALLS.stream()
                        .map(call -> call.method + " " + call.path + " " + call.statuses)
                        .toList());
    }

    private static int send(Call call, String user) throws IOException {
        String path = call.path
                .replace("{rule_id}", TestEvents.DNS_RULE)
                .replace("{index}/{id}", "logs-other/1")
                .replace("{id}", call.method.equals("GET") ? there(call) : user)
                .replace("ME", user);
        String body = BODIES.getOrDefault(call.route(), "").replace("ME", user);
        return as(user).send(call.method, path, body.isEmpty() ? null : body, "application/json")
                .status();
    }

    /** What every user can be shown: a rule that ships with the plugin, or what the author saved. */
    private static String there(Call call) {
        return call.path.contains("/rules/") ? TestEvents.DNS_RULE : "author";
    }

    /** What the author may not read, his rule does not see, whoever switches it on or runs it. */
    @Test
    void rule_readsWhatItsAuthorMayRead() throws IOException {
        http.bulk(
                        "/_bulk?refresh=true",
                        TestEvents.bulkLines("logs-unattended", TestEvents.ordinaryProcess("seen", Instant.now())))
                .expect(200);
        for (String author : List.of("blind", "author")) {
            as(author)
                    .send("PUT", "/_detect/rules/of-" + author, rule("of-" + author), "application/json")
                    .expect(201);
            as("operator").post("/_detect/rules/of-" + author + "/_disable", "").expect(200);
            as("operator").post("/_detect/rules/of-" + author + "/_enable", "").expect(200);
        }
        assertThat(found("of-author")).contains(FOUND);
        assertThat(found("of-blind")).contains(NOTHING);

        // Whoever replaces the rule lends it his own rights from then on, by PUT or import.
        as("author")
                .send("POST", "/_detect/rules/_import?overwrite=true", rule("of-blind"), "application/json")
                .expect(200);
        assertThat(found("of-blind")).contains(FOUND);
        as("blind")
                .send("PUT", "/_detect/rules/of-author", rule("of-author"), "application/json")
                .expect(200);
        assertThat(found("of-author")).contains(NOTHING);
        for (String path :
                List.of("/_detect/rules/of-blind", "/_detect/rules?text=of-", "/_detect/rules/_export?ids=of-blind")) {
            assertThat(http.get(path).expect(200).body()).doesNotContain("uthentication");
        }
    }

    /** Matches of a run by hand that writes nothing. */
    private static String found(String ruleId) throws IOException {
        return http.post("/_detect/" + ruleId, "{\"from\": \"now-1h\", \"dry_run\": true}")
                .expect(200)
                .body();
    }

    private static String rule(String id) {
        return "{\"rule_id\": \"" + id + "\", \"name\": \"n\", \"description\": \"d\", \"type\": \"eql\","
                + " \"language\": \"eql\", \"query\": \"process where process.name == \\\"notepad.exe\\\"\","
                + " \"index\": [\"logs-unattended\"], \"severity\": \"low\", \"risk_score\": 1, \"enabled\": true}";
    }

    private static List<Call> calls(String table) {
        return table.lines()
                .map(line -> line.strip().split(" +"))
                .map(words -> new Call(
                        words[0],
                        words[1],
                        Stream.of(words).skip(2).map(Integer::valueOf).toList()))
                .toList();
    }

    private static Set<String> specified() throws IOException {
        Set<String> routes = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/rest-api-spec/api"))) {
            for (Path file : files.toList()) {
                for (JsonNode path : new ObjectMapper().readTree(file.toFile()).findPath("paths")) {
                    path.path("methods")
                            .forEach(method -> routes.add(
                                    method.asText() + " " + path.path("path").asText()));
                }
            }
        }
        return routes;
    }
}
