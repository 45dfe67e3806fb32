package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;

public class BundledInstallTests extends StoreTestCase {

    public void testInstall_intoAClusterThatNeverHadThem_enablesThem() {
        Rule shippedOff = TestRules.rule("a").withEnabled(false);
        install(List.of(shippedOff, TestRules.rule("b")));
        then(storedIds()).containsExactly("a", "b");
        then(find("a").orElseThrow().rule().enabled()).isTrue();
    }

    public void testInstall_again_writesNothing() {
        install(rules("a", "b"));
        Generation once = generation();
        install(rules("a", "b"));
        then(generation()).isEqualTo(once);
    }

    public void testInstall_ofARuleThatWasDeleted_leavesItDeleted() {
        install(rules("a", "b"));
        delete("a");
        install(rules("a", "b"));
        then(storedIds()).containsExactly("b");
    }

    public void testInstall_ofARuleThatWasChanged_leavesTheChange() {
        install(rules("a"));
        put(TestRules.rule("a", Map.of("severity", "critical")));
        install(rules("a"));
        then(find("a").orElseThrow().rule().severity()).isEqualTo("critical");
    }

    public void testInstall_byALaterVersion_addsOnlyWhatIsNew() {
        install(rules("a", "b"));
        delete("a");
        install(rules("a", "b", "c"));
        then(storedIds()).containsExactly("b", "c");
        delete("c");
        install(rules("a", "b", "c"));
        then(storedIds()).containsExactly("b");
    }

    public void testInstall_afterOneThatWasCutShort_completesIt() {
        put(TestRules.rule("a", Map.of("severity", "critical")));
        install(rules("a", "b"));
        then(storedIds()).containsExactly("a", "b");
        then(find("a").orElseThrow().rule().severity()).isEqualTo("critical");
        delete("b");
        install(rules("a", "b"));
        then(storedIds()).containsExactly("a");
    }

    public void testInstall_switchedOff_doesNothing() {
        BundledInstall off = new BundledInstall(
                Settings.builder().put(StoreSettings.PREBUILT.getKey(), false).build(),
                getInstanceFromNode(ClusterService.class),
                store,
                state,
                () -> rules("a"));
        run(off);
        then(storedIds()).isEmpty();
        then(generation()).isEqualTo(Generation.NONE);
    }

    public void testInstall_thatFails_isTriedAgain() {
        BundledInstall unreadable = installOf(List.of(TestRules.rule("a", Map.of("note", "x".repeat(200_000)))));
        then(safeAwaitFailure(Void.class, unreadable::ensureInstalled))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        then(safeAwaitFailure(Void.class, unreadable::ensureInstalled))
                .as("the failure is not taken for done")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    /** As after a restart: nothing is remembered but what is stored. */
    private void install(List<Rule> rules) {
        run(installOf(rules));
    }

    private BundledInstall installOf(List<Rule> rules) {
        return new BundledInstall(Settings.EMPTY, getInstanceFromNode(ClusterService.class), store, state, () -> rules);
    }

    private static void run(BundledInstall install) {
        safeAwait(install::ensureInstalled);
    }

    private static List<Rule> rules(String... ids) {
        return Stream.of(ids).map(TestRules::rule).toList();
    }
}
