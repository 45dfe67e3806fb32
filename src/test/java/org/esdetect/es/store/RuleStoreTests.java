package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;
import static org.elasticsearch.test.hamcrest.ElasticsearchAssertions.assertAcked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticsearch.action.admin.indices.close.CloseIndexRequest;
import org.elasticsearch.action.admin.indices.open.OpenIndexRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.support.WriteRequest.RefreshPolicy;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.test.ESTestCase;
import org.esdetect.es.DetectNames;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;

public class RuleStoreTests extends StoreTestCase {

    public void testRead_beforeTheFirstWrite_isNothing() {
        then(loadAll()).isEqualTo(StoredRules.NONE);
        then(generation()).isEqualTo(Generation.NONE);
        then(find("a")).isEmpty();
        then(list(RuleFilter.ALL, 0, 10).total()).isZero();
        Map<String, HeldRule> held = safeAwait(listener -> store.held(List.of("a"), listener));
        then(held).isEmpty();
        then(delete("a")).isEqualTo(new RuleOutcome.Missing("a"));
    }

    public void testPut_isFoundAndLoadedAsItWas() {
        Rule rule = TestRules.rule("a", Map.of("note", "## Guide\n\"ünï\" {{host.name}}"));
        then(put(rule)).isEqualTo(new RuleOutcome.Written("a", true, 1));

        then(find("a").orElseThrow().rule()).isEqualTo(rule);
        then(find("a").orElseThrow().revision()).isEqualTo(1);
        then(loadAll().rules()).isEqualTo(List.of(find("a").orElseThrow()));
    }

    public void testPut_again_replacesAndRaisesTheRevision() {
        put(TestRules.rule("a"));
        Rule changed = TestRules.rule("a").withEnabled(false);
        then(put(changed)).isEqualTo(new RuleOutcome.Written("a", false, 2));
        then(find("a").orElseThrow().rule().enabled()).isFalse();
        then(storedIds()).containsExactly("a");
    }

    public void testPut_ofAStaleVersion_isAConflictAndChangesNothing() {
        put(TestRules.rule("a"));
        Version first = find("a").orElseThrow().version();
        put(TestRules.rule("a", Map.of("severity", "high")));

        RuleWrite stale = new RuleWrite.Put(
                TestRules.rule("a", Map.of("severity", "low")), Optional.empty(), Precondition.unchangedSince(first));
        then(write(stale)).isEqualTo(new RuleOutcome.Conflict("a"));
        then(write(new RuleWrite.Delete("a", Precondition.unchangedSince(first))))
                .isEqualTo(new RuleOutcome.Conflict("a"));
        then(find("a").orElseThrow().rule().severity()).isEqualTo("high");

        Version second = find("a").orElseThrow().version();
        then(write(new RuleWrite.Delete("a", Precondition.unchangedSince(second))))
                .isEqualTo(new RuleOutcome.Deleted("a"));
    }

    public void testPut_whereThereMustBeNone_doesNotReplace() {
        put(TestRules.rule("a"));
        RuleWrite create = new RuleWrite.Put(TestRules.rule("a"), Optional.empty(), Precondition.ABSENT);
        then(write(create)).isEqualTo(new RuleOutcome.Conflict("a"));
    }

    public void testDelete_takesTheRuleAway() {
        put(TestRules.rule("a"));
        put(TestRules.rule("b"));
        then(delete("a")).isEqualTo(new RuleOutcome.Deleted("a"));
        then(find("a")).isEmpty();
        then(storedIds()).containsExactly("b");
    }

    public void testWrite_ofMany_answersInOrderAndLoadsAll() {
        List<RuleWrite> writes = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            writes.add(new RuleWrite.Put(
                    TestRules.rule(String.format(Locale.ROOT, "r%03d", i)), Optional.empty(), Precondition.NONE));
        }
        writes.add(new RuleWrite.Delete("missing", Precondition.NONE));
        List<RuleOutcome> outcomes = safeAwait(listener -> store.write(writes, listener));
        then(outcomes).hasSize(451);
        then(outcomes.get(449)).isEqualTo(new RuleOutcome.Written("r449", true, 1));
        then(outcomes.get(450)).isEqualTo(new RuleOutcome.Missing("missing"));

        StoredRules loaded = loadAll();
        then(loaded.rules().stream().map(stored -> stored.rule().id()).distinct())
                .hasSize(450);
        then(loaded.generation()).isEqualTo(generation());
    }

    public void testLoad_ofWhatChanged_readsNothingElse() {
        for (String id : List.of("same", "changed", "deleted", "again")) {
            put(TestRules.rule(id));
        }
        Map<String, StoredRule> known = new HashMap<>();
        StoredRules first = loadAll();
        first.rules().forEach(stored -> known.put(stored.rule().id(), stored));
        put(TestRules.rule("changed", Map.of("severity", "high")));
        delete("deleted");
        delete("again");
        put(TestRules.rule("again", Map.of("severity", "low")));
        put(TestRules.rule("new"));

        StoredRules next = safeAwait(listener -> store.loadChanged(known, first.generation(), listener));
        then(next.rules())
                .containsExactlyInAnyOrderElementsOf(loadAll().rules())
                .hasSize(4);
        then(next.generation()).isEqualTo(generation());
        then(next.rules().stream().filter(stored -> known.get(stored.rule().id()) == stored))
                .as("taken over as the object it was")
                .containsExactly(known.get("same"));

        Generation elsewhere =
                new Generation("another index", first.generation().number());
        StoredRules anew = safeAwait(listener -> store.loadChanged(known, elsewhere, listener));
        then(anew.rules()).noneMatch(stored -> known.get(stored.rule().id()) == stored);
    }

    public void testGeneration_risesWithEveryChangeAndIsWhatIsLoaded() {
        put(TestRules.rule("a"));
        Generation first = generation();
        then(loadAll().generation()).isEqualTo(first);
        delete("a");
        Generation second = generation();
        then(second.number()).isGreaterThan(first.number());
        then(loadAll().generation()).isEqualTo(second);
        then(generation()).as("reading changes nothing").isEqualTo(second);
    }

    public void testGeneration_inAnIndexMadeAnew_isAnother() {
        put(TestRules.rule("a"));
        Generation before = generation();
        assertAcked(indicesAdmin().prepareDelete(DetectNames.RULES_INDEX + "-1"));
        then(generation()).isEqualTo(Generation.NONE);
        put(TestRules.rule("b"));
        then(generation().number()).isEqualTo(before.number());
        then(generation()).isNotEqualTo(before);
    }

    public void testChange_isBroadcastOnce_andWhatChangesNothingIsNot() {
        AtomicInteger broadcasts = new AtomicInteger();
        store = new RuleStore(client(), getInstanceFromNode(ClusterService.class), listener -> {
            broadcasts.incrementAndGet();
            listener.onResponse(null);
        });
        put(TestRules.rule("a"));
        then(broadcasts).hasValue(1);
        write(new RuleWrite.Put(TestRules.rule("a"), Optional.empty(), Precondition.ABSENT));
        delete("missing");
        then(broadcasts).hasValue(1);
    }

    public void testAuthentication_isKeptAndReturnedNowhereElse() {
        RuleWrite.Put put = new RuleWrite.Put(TestRules.rule("a"), Optional.of("c2VjcmV0"), Precondition.NONE);
        write(put);
        Optional<String> kept = safeAwait(listener -> store.authentication("a", listener));
        then(kept).contains("c2VjcmV0");
        then(put.toString()).doesNotContain("c2VjcmV0");
        then(loadAll().toString() + find("a") + list(RuleFilter.ALL, 0, 10)).doesNotContain("c2VjcmV0");

        put(TestRules.rule("b"));
        Optional<String> none = safeAwait(listener -> store.authentication("b", listener));
        then(none).isEmpty();
        Optional<String> missing = safeAwait(listener -> store.authentication("missing", listener));
        then(missing).isEmpty();
    }

    public void testPut_largerThanAnIndexTerm_isStored_andBeyondTheLimitIsRefused() {
        Rule large =
                TestRules.rule("large", Map.of("note", "x".repeat(80_000), "tags", List.of("t".repeat(40_000 - 1))));
        put(TestRules.rule("large", Map.of("note", "x".repeat(90_000))));
        then(find("large").orElseThrow().rule().document().get("note")).isEqualTo("x".repeat(90_000));

        List<RuleWrite> writes = List.of(
                new RuleWrite.Put(large, Optional.empty(), Precondition.NONE),
                new RuleWrite.Put(TestRules.rule("small"), Optional.empty(), Precondition.NONE));
        List<RuleOutcome> outcomes = safeAwait(listener -> store.write(writes, listener));
        then(outcomes.get(0)).isInstanceOf(RuleOutcome.Failed.class);
        then(((RuleOutcome.Failed) outcomes.get(0)).cause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule [large] has [")
                .hasMessageContaining("the limit is [100kb]")
                .hasMessageContaining("[detect.rules.max_size]");
        then(outcomes.get(1)).as("the others are written").isEqualTo(new RuleOutcome.Written("small", true, 1));
    }

    /** No search asks for more than a page, so there is no end of what is reached. */
    public void testList_ofMoreThanAPage_isReadPageAfterPage() {
        List<RuleWrite> writes = new ArrayList<>();
        for (int i = 0; i < 2_050; i++) {
            writes.add(new RuleWrite.Put(
                    TestRules.rule(String.format(Locale.ROOT, "r%04d", i)), Optional.empty(), Precondition.NONE));
        }
        List<RuleOutcome> outcomes = ESTestCase.<List<RuleOutcome>>safeAwait(listener -> store.write(writes, listener));
        then(outcomes).allMatch(RuleOutcome::isChange);

        RulePage last = list(RuleFilter.ALL, 2_047, 20);
        then(last.total()).isEqualTo(2_050);
        then(last.rules().stream().map(RuleSummary::id)).containsExactly("r2047", "r2048", "r2049");
        then(list(RuleFilter.ALL, 499, 1_502).rules().stream().map(RuleSummary::id))
                .hasSize(1_502)
                .startsWith("r0499", "r0500")
                .endsWith("r2000");
        List<RuleSummary> all = safeAwait(listener -> store.listAll(RuleFilter.ALL, listener));
        then(all.stream().map(RuleSummary::id).distinct()).hasSize(2_050);
        then(list(RuleFilter.ALL, 20_000, 10).rules()).isEmpty();
        then(list(RuleFilter.ALL, 0, 0).total()).isEqualTo(2_050);
    }

    public void testHeld_hasAllThatIsKeptBesideARule() {
        Rule rule = TestRules.rule("a");
        write(new RuleWrite.Put(rule, Optional.of("c2VjcmV0"), Precondition.NONE, Optional.of("a.toml")));
        Map<String, HeldRule> held = safeAwait(listener -> store.held(List.of("a", "missing"), listener));
        then(held).containsOnlyKeys("a");
        then(held.get("a").stored()).isEqualTo(find("a").orElseThrow());
        then(held.get("a").authentication()).contains("c2VjcmV0");
        then(held.get("a").file()).contains("a.toml");
        then(held.toString()).doesNotContain("c2VjcmV0");
        then(list(RuleFilter.ALL, 0, 1).rules().get(0).file()).contains("a.toml");
        put(TestRules.rule("b"));
        Map<String, Optional<String>> files =
                safeAwait(listener -> store.files(List.of("a", "b", "missing"), listener));
        then(files).isEqualTo(Map.of("a", Optional.of("a.toml"), "b", Optional.empty()));
    }

    public void testLoad_ofADocumentThatIsNoRule_namesItAndLoadsTheOthers() {
        put(TestRules.rule("a"));
        client().index(new IndexRequest(DetectNames.RULES_INDEX)
                        .id("rule:broken")
                        .source(Map.of("kind", "rule", "rule_id", "broken", "rule", "{\"no\": 1}"))
                        .setRefreshPolicy(RefreshPolicy.IMMEDIATE))
                .actionGet();
        StoredRules loaded = loadAll();
        then(loaded.rules()).hasSize(1);
        then(loaded.unreadable()).containsOnlyKeys("rule:broken");
    }

    public void testWrite_toAnIndexThatIsNotAvailable_failsAndStoresNothing() {
        put(TestRules.rule("a"));
        String index = DetectNames.RULES_INDEX + "-1";
        assertAcked(indicesAdmin().close(new CloseIndexRequest(index)).actionGet());
        List<RuleWrite> writes = List.of(
                new RuleWrite.Put(TestRules.rule("b"), Optional.empty(), Precondition.NONE),
                new RuleWrite.Put(TestRules.rule("c"), Optional.empty(), Precondition.NONE));
        List<RuleOutcome> outcomes = ESTestCase.<List<RuleOutcome>>safeAwait(listener -> store.write(writes, listener));
        then(outcomes).allMatch(outcome -> outcome instanceof RuleOutcome.Failed);
        assertAcked(indicesAdmin().open(new OpenIndexRequest(index)).actionGet());
        ensureGreen(index);
        then(storedIds()).containsExactly("a");
    }

    public void testRead_ofAnIndexThatIsNotAvailable_isAFailureAndNotNoRules() {
        put(TestRules.rule("a"));
        String index = DetectNames.RULES_INDEX + "-1";
        assertAcked(indicesAdmin().close(new CloseIndexRequest(index)).actionGet());
        then(safeAwaitFailure(StoredRules.class, store::loadAll)).isNotNull();
        then(safeAwaitFailure(Generation.class, store::generation)).isNotNull();
        assertAcked(indicesAdmin().open(new OpenIndexRequest(index)).actionGet());
        ensureGreen(index);
        then(storedIds()).containsExactly("a");
    }

    public void testList_isByNameAndInPages() {
        put(TestRules.rule("1", Map.of("name", "Bravo")));
        put(TestRules.rule("2", Map.of("name", "Charlie", "version", 7, "tags", List.of("x", "y"))));
        put(TestRules.rule("3", Map.of("name", "Alpha")));

        then(names(list(RuleFilter.ALL, 0, 10))).containsExactly("Alpha", "Bravo", "Charlie");
        RulePage second = list(RuleFilter.ALL, 2, 2);
        then(second.total()).isEqualTo(3);
        then(second.rules())
                .containsExactly(new RuleSummary(
                        "2",
                        "Charlie",
                        true,
                        "eql",
                        "medium",
                        47,
                        7,
                        1,
                        List.of("x", "y"),
                        List.of("logs-*"),
                        Optional.empty()));
    }

    public void testList_filters() {
        Map<String, Object> execution =
                Map.of("framework", "MITRE ATT&CK", "tactic", Map.of("id", "TA0002", "name", "Execution"));
        put(TestRules.rule(
                "a-1", Map.of("name", "Certutil download", "tags", List.of("OS: Windows"), "severity", "high")));
        put(TestRules.rule("b-2", Map.of("name", "Shell 100%*", "threat", List.of(execution), "enabled", false)));

        then(listed("tag", "os: windows")).containsExactly("Certutil download");
        then(listed("severity", "high")).containsExactly("Certutil download");
        then(listed("enabled", "false")).containsExactly("Shell 100%*");
        then(listed("tactic", "execution")).containsExactly("Shell 100%*");
        then(listed("tactic", "TA0002")).containsExactly("Shell 100%*");
        then(listed("text", "UTIL")).as("part of a name").containsExactly("Certutil download");
        then(listed("text", "B-2")).as("part of an id").containsExactly("Shell 100%*");
        then(listed("text", "tells of")).as("words of the description").hasSize(2);
        then(listed("text", "%*")).as("a star is a star").containsExactly("Shell 100%*");
        then(listed("tag", "Windows")).as("a tag is a whole").isEmpty();
    }

    private List<String> listed(String filter, String value) {
        return names(list(
                new RuleFilter(
                        only("tag", filter, value),
                        only("severity", filter, value),
                        only("enabled", filter, value).map(Boolean::valueOf),
                        only("tactic", filter, value),
                        only("text", filter, value)),
                0,
                10));
    }

    private static Optional<String> only(String name, String filter, String value) {
        return Optional.of(value).filter(ignored -> name.equals(filter));
    }

    private RulePage list(RuleFilter filter, int from, int size) {
        return safeAwait(listener -> store.list(filter, from, size, listener));
    }

    private static List<String> names(RulePage page) {
        return page.rules().stream().map(RuleSummary::name).toList();
    }
}
