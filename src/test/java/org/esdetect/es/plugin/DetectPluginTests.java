package org.esdetect.es.plugin;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.Stored;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;

public class DetectPluginTests extends ESSingleNodeTestCase {
    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(DetectPlugin.class);
    }

    /** No schedule: its task would outlive the test. */
    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(super.nodeSettings())
                .put("detect.schedule.enabled", false)
                .build();
    }

    public void testNode_startsWithThePlugin_andJudgesByTheBundledRules() throws Exception {
        ensureGreen();
        then(getInstanceFromNode(ThreadPool.class)
                        .info(DetectNames.THREAD_POOL)
                        .getQueueSize()
                        .singles())
                .isEqualTo(10_000);

        List<String> bundled = BundledRules.load().stream().map(Rule::id).toList();
        then(bundled).hasSize(5);
        assertBusy(() -> then(getInstanceFromNode(Detector.class).current().all().stream()
                        .map(rule -> rule.rule().id()))
                .containsExactlyElementsOf(bundled));
        // The record is written last: the node is at rest when it is there.
        assertBusy(() -> {
            Optional<Stored> record =
                    safeAwait(listener -> getInstanceFromNode(StateStore.class).read("bundled-rules", listener));
            then(record).isPresent();
            then(record.orElseThrow().source().get("rule_ids")).isEqualTo(bundled);
        });
    }
}
