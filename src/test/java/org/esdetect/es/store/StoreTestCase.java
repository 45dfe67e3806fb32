package org.esdetect.es.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.esdetect.es.plugin.DetectPlugin;
import org.esdetect.es.signal.SignalSettings;
import org.esdetect.rule.Rule;

/** A node with the plugin's indices, and a store of the test's own that tells nobody of changes. */
abstract class StoreTestCase extends ESSingleNodeTestCase {
    RuleStore store;
    StateStore state;

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(DetectPlugin.class);
    }

    /** Nothing is written but by the test. */
    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(StoreSettings.PREBUILT.getKey(), false)
                .put(SignalSettings.TEMPLATES_ENABLED.getKey(), false)
                .put(StoreSettings.MAX_SIZE.getKey(), "100kb")
                .build();
    }

    @Override
    public void setUp() throws Exception {
        super.setUp();
        store = new RuleStore(
                client(), getInstanceFromNode(ClusterService.class), listener -> listener.onResponse(null));
        state = new StateStore(client());
    }

    RuleOutcome write(RuleWrite write) {
        List<RuleOutcome> outcomes = safeAwait(listener -> store.write(List.of(write), listener));
        assertEquals(1, outcomes.size());
        return outcomes.get(0);
    }

    RuleOutcome put(Rule rule) {
        return write(new RuleWrite.Put(rule, Optional.empty(), Precondition.NONE));
    }

    RuleOutcome delete(String ruleId) {
        return write(new RuleWrite.Delete(ruleId, Precondition.NONE));
    }

    StoredRules loadAll() {
        return safeAwait(store::loadAll);
    }

    Generation generation() {
        return safeAwait(store::generation);
    }

    Optional<StoredRule> find(String ruleId) {
        return safeAwait(listener -> store.find(ruleId, listener));
    }

    List<String> storedIds() {
        return loadAll().rules().stream()
                .map(stored -> stored.rule().id())
                .sorted()
                .toList();
    }
}
