package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.cluster.service.ClusterService;
import org.esdetect.rule.ReadLimits;
import org.esdetect.testing.TestRules;

public class OperatorRulesTests extends StoreTestCase {
    private Path folder;

    @Override
    public void setUp() throws Exception {
        super.setUp();
        folder = createTempDir().resolve("rules");
    }

    public void testWithoutAFolder_nothingIsDone() {
        then(elect().stats()).containsEntry("rules", 0);
        then(generation()).isEqualTo(Generation.NONE);
    }

    public void testFiles_becomeRules_andSearchAsTheSystem() throws IOException {
        lay("a.toml", toml("a", "high"));
        lay("b.toml", toml("b", "low"));
        lay("notes.txt", "no rule");
        elect();
        then(storedIds()).containsExactly("a", "b");
        HeldRule held = held("a");
        then(held.file()).contains("a.toml");
        then(held.authentication()).isEmpty();
        then(held.stored().rule().severity()).isEqualTo("high");
        then(held.stored().rule().enabled()).isTrue();
    }

    public void testFile_replacesWhatPeopleSaved_andIsWrittenOnlyWhenItDiffers() throws IOException {
        write(new RuleWrite.Put(TestRules.rule("a"), Optional.of("c2VjcmV0"), Precondition.NONE));
        lay("a.toml", toml("a", "high"));
        elect();
        then(held("a").stored().revision()).isEqualTo(2);
        then(held("a").authentication())
                .as("its author has no part in it any more")
                .isEmpty();

        elect();
        then(held("a").stored().revision()).as("nothing changed").isEqualTo(2);
        lay("a.toml", toml("a", "critical"));
        elect();
        then(held("a").stored().revision()).isEqualTo(3);
        then(held("a").stored().rule().severity()).isEqualTo("critical");
    }

    public void testFile_thatIsGone_leavesItsRuleToPeople() throws IOException {
        lay("a.toml", toml("a", "high"));
        elect();
        Files.delete(folder.resolve("a.toml"));
        elect();
        then(held("a").file()).isEmpty();
        then(held("a").stored().rule().severity()).isEqualTo("high");
    }

    public void testFile_thatIsBroken_isNamedAndKeepsItsRule_andTheOthersAreTaken() throws IOException {
        lay("a.toml", toml("a", "high"));
        elect();
        lay("a.toml", toml("a", "hgih").replace("process where true", "process where lenght(process.name) > 3"));
        lay("b.toml", toml("b", "low"));
        Files.write(folder.resolve("latin.toml"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        lay("long.toml", toml("long", "low") + "# " + "x".repeat(300 * 1024));
        lay("one.toml", toml("same", "low"));
        lay("two.toml", toml("same", "low"));
        OperatorRules rules = elect();
        then(storedIds()).containsExactly("a", "b");
        then(held("a").stored().rule().severity()).as("as it last was").isEqualTo("high");
        then(held("a").file()).as("still held").contains("a.toml");

        then(rules.problems()).containsOnlyKeys("a.toml", "latin.toml", "long.toml", "one.toml", "two.toml");
        then(rules.problems().get("a.toml"))
                .contains("a.toml:")
                .contains("field [rule.severity] is [hgih]")
                .contains("query of a.toml:1:15: unknown function [lenght]");
        then(rules.problems().get("long.toml")).contains("the limit is [262144]");
        then(rules.problems().get("one.toml")).contains("[one.toml, two.toml]");
        then(rules.stats()).containsEntry("rules", 1).containsEntry("refused", 5);
    }

    private OperatorRules elect() {
        ClusterService clusterService = getInstanceFromNode(ClusterService.class);
        OperatorRules rules = new OperatorRules(folder, () -> ReadLimits.DEFAULT, clusterService, store);
        safeAwait(rules::ensureInstalled);
        Generation settled = generation();
        safeAwait(rules::ensureInstalled);
        then(generation()).as("once each time a node is elected").isEqualTo(settled);
        return rules;
    }

    private HeldRule held(String id) {
        Map<String, HeldRule> held = safeAwait(listener -> store.held(List.of(id), listener));
        return held.get(id);
    }

    private void lay(String file, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    private static String toml(String id, String severity) {
        return """
            [metadata]
            creation_date = "2026/11/21"
            updated_date = "2026/11/21"
            maturity = "production"

            [rule]
            rule_id = "ID"
            name = "Rule ID"
            description = "Tells of ID."
            type = "eql"
            language = "eql"
            index = ["logs-*"]
            severity = "SEVERITY"
            risk_score = 47
            query = "process where true"
            """
                .replace("ID", id)
                .replace("SEVERITY", severity);
    }
}
