package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;
import static org.elasticsearch.test.hamcrest.ElasticsearchAssertions.assertAcked;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.elasticsearch.action.admin.indices.close.CloseIndexRequest;
import org.elasticsearch.action.admin.indices.open.OpenIndexRequest;
import org.elasticsearch.cluster.ClusterChangedEvent;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.NodeClosedException;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;

public class RuleReloadTests extends StoreTestCase {
    private final Detector detector = new Detector();
    private final List<String> compiled = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Rule, CompiledRule> compiler = TestRules::compile;
    private RuleReload reload;

    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(super.nodeSettings())
                .put(StoreSettings.POLL_INTERVAL.getKey(), "100ms")
                .build();
    }

    /** A reload of the test's own beside the node's. */
    @Override
    public void setUp() throws Exception {
        super.setUp();
        ClusterService clusterService = getInstanceFromNode(ClusterService.class);
        BundledInstall nothing = new BundledInstall(node().settings(), clusterService, store, state, List::of);
        reload = new RuleReload(
                clusterService, getInstanceFromNode(ThreadPool.class), store, nothing, detector, rule -> {
                    compiled.add(rule.id());
                    return compiler.apply(rule);
                });
    }

    @Override
    public void tearDown() throws Exception {
        reload.close();
        super.tearDown();
    }

    public void testStart_withoutAnIndex_isLoadedAndEmpty() throws Exception {
        start(TestRules::compile);
        assertBusy(() -> then(detector.isLoaded()).isTrue());
        then(detector.current().all()).isEmpty();
        then(reload.stats().stats()).containsEntry("loaded", true).containsEntry("total", 0);
    }

    public void testChange_nobodyToldOf_isFoundByPolling() throws Exception {
        put(TestRules.rule("a"));
        start(TestRules::compile);
        awaitRules("a");
        put(TestRules.rule("b"));
        awaitRules("a", "b");
        delete("a");
        awaitRules("b");
        long stored = generation().number();
        assertBusy(() -> then(detector.current().generation()).isEqualTo(stored));
    }

    public void testReload_answersWhenTheChangeIsJudgedBy() {
        start(TestRules::compile);
        put(TestRules.rule("a"));
        Generation loaded = safeAwait(reload::reload);
        then(loaded).isEqualTo(generation());
        then(detector.current().find("a")).isPresent();
        then(reload.revision("a")).isEqualTo(OptionalLong.of(1));
        then(reload.revision("b")).isEmpty();
    }

    public void testReload_compilesWhatChanged() {
        start(TestRules::compile);
        put(TestRules.rule("a"));
        put(TestRules.rule("b"));
        safeAwait(reload::reload);
        CompiledRule a = detector.current().find("a").orElseThrow();
        compiled.clear();

        put(TestRules.rule("b", Map.of("severity", "high")));
        safeAwait(reload::reload);
        then(compiled).containsExactly("b");
        then(detector.current().find("a").orElseThrow()).isSameAs(a);
    }

    public void testCompiler_thatFailsOnARule_costsThatRuleOnly() {
        start(rule -> {
            switch (rule.id()) {
                case "bug" -> throw new IllegalStateException("off by one");
                case "deep" -> throw new StackOverflowError();
                default -> {
                    return TestRules.compile(rule);
                }
            }
        });
        put(TestRules.rule("bug"));
        put(TestRules.rule("deep"));
        put(TestRules.rule("good"));
        safeAwait(reload::reload);

        then(detector.current().find("good").orElseThrow().isActive()).isTrue();
        then(onlyProblem("bug").code()).isEqualTo(Problem.Code.UNSUPPORTED);
        then(onlyProblem("bug").message()).contains("off by one");
        then(onlyProblem("deep").code()).isEqualTo(Problem.Code.TOO_LARGE);
        then(detector.current().find("bug").orElseThrow().queryHash()).matches("[0-9a-f]{16}");
        then(reload.stats().stats()).containsEntry("active", 1L).containsEntry("with_problems", 2L);
    }

    public void testStart_whileTheIndexIsNotAvailable_isNotLoaded_andLoadsWhenItIs() throws Exception {
        put(TestRules.rule("a"));
        String index = DetectNames.RULES_INDEX + "-1";
        assertAcked(indicesAdmin().close(new CloseIndexRequest(index)).actionGet());
        start(TestRules::compile);
        then(safeAwaitFailure(Generation.class, reload::reload)).isNotNull();
        then(detector.isLoaded()).isFalse();
        then(reload.stats().stats())
                .containsEntry("loaded", false)
                .containsEntry("failed_loads", 1L)
                .containsKey("last_failure");

        assertAcked(indicesAdmin().open(new OpenIndexRequest(index)).actionGet());
        awaitRules("a");
    }

    public void testIndexThatGoesAway_whileRulesAreLoaded_leavesThemInPlace() throws Exception {
        put(TestRules.rule("a"));
        start(TestRules::compile);
        awaitRules("a");
        String index = DetectNames.RULES_INDEX + "-1";
        assertAcked(indicesAdmin().close(new CloseIndexRequest(index)).actionGet());
        then(safeAwaitFailure(Generation.class, reload::reload)).isNotNull();
        awaitRules("a");
        assertAcked(indicesAdmin().open(new OpenIndexRequest(index)).actionGet());
    }

    public void testReload_askedForDuringALoad_seesWhatWasWrittenBeforeItWasAsked() throws Exception {
        CountDownLatch compiling = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        put(TestRules.rule("a"));
        start(rule -> {
            compiling.countDown();
            safeAwait(proceed);
            return TestRules.compile(rule);
        });
        safeAwait(compiling);
        put(TestRules.rule("b"));
        Generation written = generation();
        Generation answered = safeAwait(listener -> {
            reload.reload(listener);
            proceed.countDown();
        });
        then(answered).isEqualTo(written);
        then(detector.current().find("b")).isPresent();
    }

    public void testStop_endsTheChecks() throws Exception {
        start(TestRules::compile);
        assertBusy(() -> then(detector.isLoaded()).isTrue());
        reload.stop();
        then(safeAwaitFailure(Generation.class, reload::reload)).isInstanceOf(NodeClosedException.class);
    }

    /** Starts it, and tells it of the state as a node is told when it joins. */
    private void start(Function<Rule, CompiledRule> ruleCompiler) {
        compiler = ruleCompiler;
        reload.start();
        ClusterState now = getInstanceFromNode(ClusterService.class).state();
        reload.clusterChanged(new ClusterChangedEvent("test", now, now));
    }

    private void awaitRules(String... ids) throws Exception {
        assertBusy(() -> then(detector.current().all().stream()
                        .map(rule -> rule.rule().id()))
                .containsExactly(ids));
    }

    private Problem onlyProblem(String ruleId) {
        List<Problem> problems = detector.current().find(ruleId).orElseThrow().problems();
        then(problems).hasSize(1);
        return problems.get(0);
    }
}
