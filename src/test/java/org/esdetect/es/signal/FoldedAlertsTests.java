package org.esdetect.es.signal;

import static org.assertj.core.api.BDDAssertions.then;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.update.UpdateRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESIntegTestCase;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentFactory;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertBuilder;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.ecs.Templates;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.es.DetectNames;
import org.esdetect.testing.TestRules;
import org.junit.Before;

/** One alert for like events, with the right number, whoever brings them how often; on two nodes. */
@ESIntegTestCase.ClusterScope(scope = ESIntegTestCase.Scope.TEST, numDataNodes = 2, supportsDedicatedMasters = false)
public class FoldedAlertsTests extends ESIntegTestCase {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final CompiledRule RULE =
            rule(Map.of("group_by", List.of("host.name"), "duration", Map.of("value", 1, "unit", "h")));

    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of();
    }

    @Override
    protected boolean addMockInternalEngine() {
        return false;
    }

    @Before
    public void putTemplates() throws Exception {
        putTemplate(DetectNames.SIGNALS, Templates.signals(1));
        putTemplate(DetectNames.SUPPRESSED, Templates.suppressed(1));
    }

    private static void putTemplate(String name, Map<String, Object> body) throws Exception {
        try (XContentBuilder json = XContentFactory.jsonBuilder().map(body);
                XContentParser parser = XContentType.JSON
                        .xContent()
                        .createParser(
                                XContentParserConfiguration.EMPTY,
                                BytesReference.bytes(json).streamInput())) {
            client().execute(
                            TransportPutComposableIndexTemplateAction.TYPE,
                            new TransportPutComposableIndexTemplateAction.Request(name)
                                    .indexTemplate(ComposableIndexTemplate.parse(parser)))
                    .actionGet();
        }
    }

    public void testThousandLikeEvents_areOneAlertWithTheirNumber() throws Exception {
        List<Alert> alerts = alerts(RULE, 1_000, "h", START, 1);
        try (AlertWriter writer = writer(client())) {
            WriteReport report = write(writer, alerts);

            then(report.failures()).isEmpty();
            then(report.created()).isEqualTo(1);
            then(report.duplicate()).isEqualTo(999);
        }
        Map<String, Object> alert = onlyAlert();
        then(alert)
                .containsEntry("kibana.alert.suppression.docs_count", 999)
                .containsEntry("kibana.alert.suppression.terms.field", List.of("host.name"))
                .containsEntry("kibana.alert.suppression.terms.value", List.of("h"))
                .containsEntry("kibana.alert.suppression.start", "2026-03-01T12:00:00.000Z")
                .containsEntry("kibana.alert.suppression.end", "2026-03-01T12:16:39.000Z");
        then(alert.get("kibana.alert.uuid")).isEqualTo(alert.get("_id"));
        then(alert.get("kibana.alert.instance.id")).isNotEqualTo(alert.get("_id"));
    }

    /** The listener's queue on one node, the sweep on another, in another order, several times over. */
    public void testTheSameEvents_fromTwoNodesAtOnce_countOnce() throws Exception {
        List<Alert> alerts = alerts(RULE, 300, "h", START, 1);
        List<String> nodes = List.of(internalCluster().getNodeNames());
        List<AlertWriter> writers =
                nodes.stream().map(node -> writer(client(node))).toList();
        CountDownLatch done = new CountDownLatch(writers.size() * 3);
        AtomicReference<Object> wrong = new AtomicReference<>();
        for (int round = 0; round < 3; round++) {
            for (AlertWriter writer : writers) {
                List<Alert> shuffled = new ArrayList<>(alerts);
                Collections.shuffle(shuffled, random());
                writer.write(
                        shuffled,
                        ActionListener.runAfter(
                                ActionListener.wrap(
                                        report -> report.failures().values().forEach(wrong::set), wrong::set),
                                done::countDown));
                shuffled.subList(0, 100).forEach(writer::offer);
            }
        }
        then(done.await(60, TimeUnit.SECONDS)).isTrue();
        then(wrong.get()).isNull();
        for (AlertWriter writer : writers) {
            assertBusy(() -> then(writer.stats()).containsEntry("pending", 0L));
            then(writer.stats()).containsEntry("failed", 0L);
            writer.close();
        }
        then(onlyAlert()).containsEntry("kibana.alert.suppression.docs_count", 299);
    }

    /** A crash leaves a standing alert and some notes; whoever comes next finishes. */
    public void testHalfAWrite_isFinishedByTheNext_andARestartForgetsNothing() throws Exception {
        List<Alert> alerts = alerts(RULE, 50, "h", START, 1);
        try (AlertWriter writer = writer(client())) {
            write(writer, alerts.subList(0, 20));
        }
        String id = (String) onlyAlert().get("_id");
        client().update(new UpdateRequest((String) onlyAlert().get("_index"), id)
                        .doc(Map.of("kibana.alert.suppression.docs_count", 0)))
                .actionGet();
        internalCluster().fullRestart();
        ensureGreen();
        try (AlertWriter writer = writer(client())) {
            then(write(writer, alerts.subList(10, 50)).failures()).isEmpty();
            then(onlyAlert()).containsEntry("kibana.alert.suppression.docs_count", 49);
            then(write(writer, alerts).created()).isZero();
            then(onlyAlert()).containsEntry("kibana.alert.suppression.docs_count", 49);
        }
    }

    public void testAWindow_beginsWithItsFirstEvent_andIsOverAfterTheDuration() throws Exception {
        try (AlertWriter writer = writer(client())) {
            write(writer, alerts(RULE, 4, "h", START.plusSeconds(1_800), 1_799));
        }
        // 12:30:00, 12:59:59, 13:29:58 are one hour; 13:59:57 is the next.
        then(counts()).containsExactlyInAnyOrder(2, 0);
    }

    public void testOtherValues_andMissingOnes_areOtherGroups() throws Exception {
        List<Alert> alerts = new ArrayList<>(alerts(RULE, 3, "a", START, 1));
        alerts.addAll(alerts(RULE, 2, "b", START, 1));
        alerts.addAll(alerts(RULE, 2, null, START, 1));
        try (AlertWriter writer = writer(client())) {
            write(writer, alerts);
        }
        then(counts()).containsExactlyInAnyOrder(2, 1, 1);
    }

    public void testDoNotSuppress_givesEachEventWithoutTheFieldItsAlert() throws Exception {
        CompiledRule rule = rule(Map.of("group_by", List.of("host.name"), "missing_fields_strategy", "doNotSuppress"));
        List<Alert> alerts = new ArrayList<>(alerts(rule, 3, null, START, 1));
        alerts.addAll(alerts(rule, 3, "h", START, 1));
        try (AlertWriter writer = writer(client())) {
            then(write(writer, alerts).created()).isEqualTo(4);
        }
        then(found()).hasSize(4);
    }

    public void testAClosedAlert_takesInNothingMore() throws Exception {
        List<Alert> alerts = alerts(RULE, 10, "h", START, 1);
        try (AlertWriter writer = writer(client())) {
            write(writer, alerts.subList(0, 5));
            Map<String, Object> first = onlyAlert();
            client().update(new UpdateRequest((String) first.get("_index"), (String) first.get("_id"))
                            .doc(Map.of("kibana.alert.workflow_status", "closed")))
                    .actionGet();
            write(writer, alerts);
        }
        then(counts()).containsExactlyInAnyOrder(4, 4);
    }

    public void testASequence_isFoldedWhole_withTheBlocksOfTheFirst() throws Exception {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alerts.addAll(AlertBuilder.ofSequence(
                    RULE,
                    List.of(event("a" + i, "h", START.plusSeconds(i)), event("b" + i, "h", START.plusSeconds(i + 1))),
                    List.of("h"),
                    run()));
        }
        try (AlertWriter writer = writer(client())) {
            then(write(writer, alerts).failures()).isEmpty();
        }
        List<Map<String, Object>> found = found();
        then(found).hasSize(3);
        Map<String, Object> parent = found.stream()
                .filter(alert -> !alert.containsKey("kibana.alert.group.index"))
                .findFirst()
                .orElseThrow();
        then(parent).containsEntry("kibana.alert.suppression.docs_count", 2);
        then(found).allMatch(alert -> alert.get("kibana.alert.group.id").equals(parent.get("_id")));
    }

    private static CompiledRule rule(Map<String, Object> suppression) {
        return RuleCompiler.compile(
                TestRules.rule("r", Map.of("query", "any where true", "alert_suppression", suppression)));
    }

    private static AlertRun run() {
        return new AlertRun(AlertRun.Mode.INLINE, START.plusSeconds(5), "run", "8.19.21");
    }

    /** Events that are {@code apart} seconds apart. */
    private static List<Alert> alerts(CompiledRule rule, int count, String host, Instant first, int apart) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alerts.add(AlertBuilder.ofEvent(rule, event(host + i, host, first.plusSeconds((long) apart * i)), run())
                    .orElseThrow());
        }
        return alerts;
    }

    private static SourceEvent event(String id, String host, Instant time) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("@timestamp", time.toString());
        if (host != null) {
            source.put("host", Map.of("name", host));
        }
        return new SourceEvent("logs-x", "logs-x", id, source);
    }

    private static AlertWriter writer(Client client) {
        return new AlertWriter(client, client.threadPool(), () -> true, Settings.EMPTY, InstantSource.system());
    }

    private static WriteReport write(AlertWriter writer, List<Alert> alerts) {
        return safeAwait(listener -> writer.write(alerts, listener));
    }

    private List<Integer> counts() {
        return found().stream()
                .map(alert -> (Integer) alert.get("kibana.alert.suppression.docs_count"))
                .toList();
    }

    private Map<String, Object> onlyAlert() {
        List<Map<String, Object>> found = found();
        then(found).hasSize(1);
        return found.get(0);
    }

    private List<Map<String, Object>> found() {
        refresh(DetectNames.SIGNALS + "-*");
        List<Map<String, Object>> found = new ArrayList<>();
        SearchRequest search =
                new SearchRequest(DetectNames.SIGNALS + "-*").source(new SearchSourceBuilder().size(100));
        SearchResponse response = client().search(search).actionGet();
        try {
            for (SearchHit hit : response.getHits().getHits()) {
                Map<String, Object> alert = new LinkedHashMap<>(hit.getSourceAsMap());
                alert.put("_id", hit.getId());
                alert.put("_index", hit.getIndex());
                found.add(alert);
            }
        } finally {
            response.decRef();
        }
        return found;
    }
}
