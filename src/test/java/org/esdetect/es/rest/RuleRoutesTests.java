package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.client.ResponseException;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;

/** The read routes over HTTP. */
public class RuleRoutesTests extends RoutesTestCase {

    public void testList_withoutRules_isEmpty() throws IOException {
        then(json("/_detect/rules").toString()).isEqualTo("{\"total\":0,\"rules\":[]}");
    }

    public void testList_showsRulesAsTheyAreLoaded() throws IOException {
        put(TestRules.rule("b", Map.of("name", "Bravo", "severity", "high", "risk_score", 73, "tags", List.of("x"))));
        put(TestRules.rule("a", Map.of("name", "Alpha")));

        JsonNode all = json("/_detect/rules");
        then(all.path("total").asInt()).isEqualTo(2);
        then(all.path("rules").findValuesAsText("id")).containsExactly("a", "b");
        JsonNode bravo = all.path("rules").get(1);
        then(bravo.path("severity").asText()).isEqualTo("high");
        then(bravo.path("risk_score").asInt()).isEqualTo(73);
        then(bravo.path("revision").asInt()).isEqualTo(1);
        then(bravo.path("tags").toString()).isEqualTo("[\"x\"]");
        then(bravo.path("indices").toString()).isEqualTo("[\"logs-*\"]");
        then(bravo.path("status").asText())
                .as("a write is answered when the node has it")
                .isNotEqualTo("pending");
        then(bravo.has("problems")).isTrue();

        then(json("/_detect/rules?tag=x&severity=high&enabled=true&text=brav&size=5&from=0")
                        .path("rules")
                        .findValuesAsText("id"))
                .containsExactly("b");
        then(json("/_detect/rules?size=1").path("rules").size()).isEqualTo(1);
        then(json("/_detect/rules?enabled=false").path("total").asInt()).isZero();
    }

    public void testList_ofWhatIsNotToBeHad_says400() {
        thenThrownBy(() -> json("/_detect/rules?size=10001"))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("[size] must not be above [10000], found [10001]");
        thenThrownBy(() -> json("/_detect/rules?size=-1")).hasMessageContaining("must not be negative");
        thenThrownBy(() -> json("/_detect/rules?severty=high"))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("unrecognized parameter: [severty] -> did you mean [severity]?");
        thenThrownBy(() -> json("/_detect/rules?severity=hihg"))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("[severity] is [hihg], expected one of [low, medium, high, critical]");
        thenThrownBy(() -> json("/_detect/rules?enabled=maybe")).hasMessageContaining("400 Bad Request");
    }

    public void testGet_isTheWholeRule_withoutItsAuthorsHeader() throws IOException {
        Rule rule = TestRules.rule("a", Map.of("note", "## Guide"));
        write(new RuleWrite.Put(rule, Optional.of("c2VjcmV0"), Precondition.NONE));
        JsonNode answer = json("/_detect/rules/a");
        then(answer.path("id").asText()).isEqualTo("a");
        then(answer.at("/rule/note").asText()).isEqualTo("## Guide");
        then(answer.at("/rule/query").asText()).isEqualTo(rule.query());
        then(answer.toString()).doesNotContain("c2VjcmV0");
    }

    public void testGet_ofARuleThatDoesNotExist_says404AndWhatWasMeant() {
        put(TestRules.rule("suspicious-shell"));
        thenThrownBy(() -> json("/_detect/rules/suspicous-shell"))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("404 Not Found")
                .hasMessageContaining("resource_not_found_exception")
                .hasMessageContaining("no rule [suspicous-shell], did you mean [suspicious-shell]");
    }

    public void testSystemIndices_areOutOfReachOverHttp() {
        put(TestRules.rule("a"));
        thenThrownBy(() -> json("/.detect-rules/_search")).hasMessageContaining("400 Bad Request");
        thenThrownBy(() -> json("/.detect-rules-1/_doc/rule:a")).hasMessageContaining("400 Bad Request");
    }

    public void testStats_areByNodeAndInTotal() throws IOException {
        put(TestRules.rule("a"));
        put(TestRules.rule("b").withEnabled(false));
        JsonNode stats = json("/_detect/_stats?timeout=10s");
        then(stats.at("/_nodes/successful").asInt()).isEqualTo(1);
        then(stats.path("nodes").size()).isEqualTo(1);
        JsonNode node = stats.path("nodes").elements().next();
        then(node.path("name").asText()).isEqualTo("node_s_0");
        then(node.at("/rules/loaded").asBoolean()).isTrue();
        then(node.at("/rules/total").asInt()).isEqualTo(2);
        then(node.at("/rules/disabled").asInt()).isEqualTo(1);
        then(node.at("/rules/last_load").has("took_millis")).isTrue();
        then(stats.at("/total/rules/loads").asInt()).isPositive();
        then(stats.at("/total/rules").has("generation"))
                .as("no sum of generations")
                .isFalse();
        then(stats.at("/total/inline/documents").isNumber()).isTrue();
    }

    /** A figure that nobody explains is no figure. */
    public void testStats_everyNameIsInTheDocs() throws IOException {
        put(TestRules.rule("a"));
        JsonNode node = json("/_detect/_stats").path("nodes").elements().next();
        Set<String> names = new TreeSet<>();
        node.properties().stream()
                .filter(section -> section.getValue().isObject())
                .forEach(section -> {
                    names.add(section.getKey());
                    section.getValue().fieldNames().forEachRemaining(names::add);
                });
        node.at("/schedule/sweep").fieldNames().forEachRemaining(names::add);
        node.at("/inline/nanos_per_document").fieldNames().forEachRemaining(names::add);
        then(names).contains("inline", "stripped_tags", "ticks", "p99").hasSizeGreaterThan(50);
        String docs = Files.readString(Path.of("docs/rest-api.md"));
        then(names).allMatch(name -> docs.contains("`" + name + "`"));
    }

    public void testCat_isATable() throws IOException {
        put(TestRules.rule("b", Map.of("name", "Bravo", "risk_score", 73)));
        put(TestRules.rule("a", Map.of("name", "Alpha")));
        then(text("/_cat/detect/rules?v&h=id,name,enabled,risk,matches"))
                .isEqualTo(
                        "id name  enabled risk matches\na  Alpha true      47       0\nb  Bravo true      73       0\n");
        then(text("/_cat/detect/rules?h=id&s=risk:desc")).isEqualTo("b\na\n");
        then(text("/_cat/detect/rules?help")).contains("severity").contains("what keeps it from being run");
        then(json("/_cat/detect/rules?format=json").get(0).path("name").asText())
                .isEqualTo("Alpha");
        then(text("/_cat")).contains("/_cat/detect/rules");
        thenThrownBy(() -> text("/_cat/detect/rules?x=1")).hasMessageContaining("400 Bad Request");
    }
}
