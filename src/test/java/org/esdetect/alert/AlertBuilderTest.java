package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertBuilderTest {
    private static final CompiledRule RULE = Alerts.rule(Map.of());

    @Test
    void ofEvent_anyModeAndTime_hasOneIdAndIndex() {
        SourceEvent event = Alerts.event("1", "{\"@timestamp\":\"2026-03-01T00:00:00Z\"}");
        Alert inline = AlertBuilder.ofEvent(RULE, event, Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
        AlertRun later =
                new AlertRun(AlertRun.Mode.BACKFILL, Alerts.NOW.plus(Duration.ofDays(400)), "run-2", "8.19.22");
        Alert again = AlertBuilder.ofEvent(Alerts.rule(Map.of("revision", 9)), event, later)
                .orElseThrow();
        assertThat(again.id()).isEqualTo(inline.id()).isEqualTo(inline.source().get("kibana.alert.uuid"));
        assertThat(again.index()).isEqualTo(inline.index()).isEqualTo("signals-detect-2026.03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'@timestamp':'2031-07-05T01:02:03Z'}",
                "{'@timestamp':'1970-01-01T00:00:00Z','detect':{'at':'2026-11-20T10:00:00.000Z'}}",
                "{'@timestamp':'2026-02-28T23:59:59.999999999Z','agent.id':'a','event':{'id':'e'}}",
                "{'@timestamp':['2026-02-28T23:59:59Z'],'agent':{'id':['a','b']},'event.id':'e'}"
            })
    void place_isKnownBeforeTheAlertIsBuilt(String json) {
        SourceEvent event = Alerts.event("1", own(json));
        Alert alert = AlertBuilder.ofEvent(RULE, event, Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
        assertThat(AlertPlace.ofEvent(RULE.rule(), event)).isEqualTo(new AlertPlace(alert.index(), alert.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kibana.alert.rule.rule_id':'rule-1'}",
                "{'kibana':{'alert':{'rule':{'uuid':'RULE_UUID'}}}}",
                "{'kibana.alert.rule.uuid':'x','kibana.alert.ancestors':[{'rule':'y'},{'rule':'RULE_UUID'}]}",
                "{'kibana.alert.rule.uuid':'x','kibana':{'alert':{'ancestors':{'rule':['rule-1']}}}}"
            })
    void ofEvent_alertInWhichTheRuleHadAPart_isNone(String json) {
        SourceEvent event = Alerts.event("1", own(json));
        assertThat(AlertBuilder.ofEvent(RULE, event, Alerts.run(AlertRun.Mode.SCHEDULED)))
                .isEmpty();
        List<SourceEvent> steps = List.of(Alerts.event("0", "{}"), event);
        assertThat(AlertBuilder.ofSequence(RULE, steps, List.of(), Alerts.run(AlertRun.Mode.SEQUENCE)))
                .isEmpty();
    }

    @Test
    void ofEvent_alertOfAnotherRule_descendsFromIt() {
        Map<String, Object> alert = Alerts.alertOf(
                own(
                        """
                {'@timestamp':'2026-11-20T09:00:00Z','event':{'kind':'signal'},'kibana.alert.uuid':'u',
                 'kibana.alert.rule.uuid':'other','kibana.alert.depth':3,
                 'kibana.alert.ancestors':[{'id':'e','index':'i','type':'event','depth':0,'junk':1}]}"""));
        assertThat(alert).containsEntry("kibana.alert.depth", 4);
        assertThat(alert.get("kibana.alert.ancestors"))
                .isEqualTo(List.of(
                        Map.of("id", "e", "index", "i", "type", "event", "depth", 0),
                        Map.of(
                                "id",
                                "1",
                                "index",
                                ".ds-logs-endpoint.events.process-default-2026.11.20-000001",
                                "type",
                                "signal",
                                "depth",
                                3,
                                "rule",
                                "other")));
        assertThat(alert).containsEntry("kibana.alert.original_event.kind", "signal");
    }

    @Test
    void ofEvent_arrivalKnown_tellsLatency() {
        Map<String, Object> alert = Alerts.alertOf(
                "{\"@timestamp\":\"2026-11-20T09:55:00Z\",\"detect\":{\"at\":\"2026-11-20T10:00:00.000Z\"}}");
        assertThat(alert)
                .containsEntry("detect.latency.event_to_ingest_ms", 300_000L)
                .containsEntry("detect.latency.ingest_to_alert_ms", 412L)
                .containsEntry("detect.late", true);
    }

    @Test
    void ofEvent_clockAhead_tellsNegativeLatency() {
        Map<String, Object> alert =
                Alerts.alertOf("{\"@timestamp\":\"2026-11-20T10:00:10Z\",\"event.ingested\":\"2026-11-20T10:00:00Z\"}");
        assertThat(alert)
                .containsEntry("detect.latency.event_to_ingest_ms", -10_000L)
                .containsEntry("detect.late", false);
    }

    @Test
    void ofEvent_nothingKnown_isStillAnAlert() {
        Map<String, Object> alert = Alerts.alertOf("{}");
        assertThat(alert)
                .containsEntry("@timestamp", "2026-11-20T10:00:00.412Z")
                .containsEntry("event", Map.of("kind", "signal"))
                .doesNotContainKeys(
                        "kibana.alert.original_time", "detect.latency.ingest_to_alert_ms", "detect.dropped_fields");
    }

    @Test
    void ofEvent_listOfEventObjects_isOneSignal() {
        Map<String, Object> alert =
                Alerts.alertOf("{\"event\":[{\"kind\":\"event\",\"type\":\"start\"},{\"type\":[\"info\"]}]}");
        assertThat(alert)
                .containsEntry("event", Map.of("kind", "signal", "type", List.of("start", "info")))
                .containsEntry("kibana.alert.original_event.type", List.of("start", "info"));
    }

    @Test
    void ofEvent_ruleWithValuesOfAnyShape_leavesOutWhatDoesNotFit() {
        CompiledRule rule = Alerts.rule(
                Alerts.map(
                        """
                {"tags":["a",{"b":1}],"license":{"x":1},"threat":"none","created_at":"some day","meta":{"free":[1]}}"""));
        Map<String, Object> alert = AlertBuilder.ofEvent(
                        rule, Alerts.event("1", "{}"), Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow()
                .source();
        assertThat(alert)
                .containsEntry("kibana.alert.rule.tags", List.of("a"))
                .containsEntry("kibana.alert.rule.meta", Map.of("free", List.of(1)))
                .doesNotContainKeys(
                        "kibana.alert.rule.license", "kibana.alert.rule.threat", "kibana.alert.rule.created_at")
                .containsEntry(
                        "detect.dropped_fields",
                        List.of("kibana.alert.rule.tags", "kibana.alert.rule.license", "kibana.alert.rule.threat"));
    }

    @Test
    void ofSequence_events_shareGroupAndIndex() {
        List<SourceEvent> steps = List.of(
                Alerts.event("1", "{\"@timestamp\":\"2026-10-31T23:59:59Z\"}"),
                Alerts.event("2", "{\"@timestamp\":\"2026-11-01T00:00:01Z\"}"));
        List<Alert> alerts =
                AlertBuilder.ofSequence(RULE, steps, Arrays.asList("k", null), Alerts.run(AlertRun.Mode.SEQUENCE));
        assertThat(alerts).hasSize(3).extracting(Alert::index).containsOnly("signals-detect-2026.10");
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
        Alert parent = alerts.get(2);
        assertThat(alerts).allSatisfy(alert -> assertThat(alert.source())
                .containsEntry("kibana.alert.group.id", parent.id())
                .containsEntry("kibana.alert.uuid", alert.id()));
        assertThat(alerts.subList(0, 2))
                .extracting(alert -> alert.source().get("kibana.alert.group.index"))
                .containsExactly(0, 1);
        assertThat(parent.source())
                .doesNotContainKeys("kibana.alert.group.index", "kibana.alert.building_block_type")
                .containsEntry("kibana.alert.depth", 2)
                .containsEntry("detect.span_ms", 2000L)
                .containsEntry("detect.join_keys", Arrays.asList("k", null))
                .containsEntry("kibana.alert.original_time", "2026-10-31T23:59:59.000Z");
    }

    @Test
    void ofSequence_hugeJoinKey_isShortened() {
        List<Alert> alerts = AlertBuilder.ofSequence(
                RULE,
                List.of(Alerts.event("1", "{}"), Alerts.event("2", "{}")),
                List.of("k".repeat(1_000_000)),
                Alerts.run(AlertRun.Mode.SEQUENCE));
        assertThat(SizeBound.bytes(alerts.get(2).source())).isLessThan(20_000);
    }

    private static String own(String json) {
        return json.replace('\'', '"').replace("RULE_UUID", RuleSnapshot.uuid("rule-1"));
    }
}
