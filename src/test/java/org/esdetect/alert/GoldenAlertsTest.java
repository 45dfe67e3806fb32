package org.esdetect.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.testing.Golden;
import org.junit.jupiter.api.Test;

/** Whole documents, to be read by a reviewer. */
class GoldenAlertsTest {
    private static final Map<String, Object> RULE = Alerts.map(
            """
            {"rule_id": "rule-1", "name": "Example Rule", "description": "Finds the example.", "risk_score": 73,
             "severity": "high", "author": ["Example"], "license": "Elastic License v2", "version": 3, "revision": 2,
             "tags": ["OS: Windows"], "references": [], "false_positives": ["None known."],
             "note": "## Triage\\nLook at the parent.", "timestamp_override": "event.ingested",
             "created_at": "2023/09/25", "updated_at": "2026-01-02T03:04:05.678+01:00", "immutable": true,
             "investigation_fields": {"field_names": ["process.name"]}, "severity_mapping": [],
             "threat": [{"framework": "MITRE ATT&CK",
               "tactic": {"id": "TA0002", "name": "Execution", "reference": "https://attack.mitre.org/tactics/TA0002/"},
               "technique": [{"id": "T1059", "name": "Command and Scripting Interpreter",
                 "reference": "https://attack.mitre.org/techniques/T1059/"}]}],
             "type": "eql", "language": "eql", "query": "process where true"}""");

    @Test
    void ofEvent_rule_isThisAlert() {
        Alert alert = AlertBuilder.ofEvent(Alerts.rule(RULE), process("p1"), Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
        Golden.assertMatches("alert-single.json", json(List.of(alert)));
    }

    @Test
    void ofEvent_buildingBlockRule_isThisAlert() {
        Map<String, Object> rule = new LinkedHashMap<>(RULE);
        rule.put("building_block_type", "default");
        Alert alert = AlertBuilder.ofEvent(Alerts.rule(rule), process("p1"), Alerts.run(AlertRun.Mode.BACKFILL))
                .orElseThrow();
        Golden.assertMatches("alert-building-block-rule.json", json(List.of(alert)));
    }

    @Test
    void ofSequence_twoEvents_areTheseThreeAlerts() {
        SourceEvent file = new SourceEvent(
                "logs-endpoint.events.file-default",
                ".ds-logs-endpoint.events.file-default-2026.11.20-000001",
                "f1",
                Alerts.map(
                        """
                {"@timestamp": "2026-10-31T23:59:57.000Z", "agent": {"id": "agent-1"},
                 "data_stream": {"type": "logs", "dataset": "endpoint.events.file", "namespace": "default"},
                 "event": {"id": "event-0", "kind": "event", "category": ["file"], "type": ["creation"],
                           "ingested": "2026-11-01T00:00:03Z", "sequence": 6},
                 "file": {"name": "a.exe", "path": "C:\\\\a.exe"},
                 "host": {"id": "host-1", "name": "w10-17", "os": {"type": "windows"}, "ip": ["10.0.0.1", "10.0.0.2"]},
                 "process": {"name": "System", "pid": 4}}"""));
        List<Alert> alerts = AlertBuilder.ofSequence(
                Alerts.rule(RULE), List.of(file, process("p1")), List.of("host-1"), Alerts.run(AlertRun.Mode.SEQUENCE));
        Golden.assertMatches("alert-sequence.json", json(alerts));
    }

    private static SourceEvent process(String id) {
        return Alerts.event(
                id,
                """
                {"@timestamp": "2026-11-01T00:00:00.100Z", "agent": {"id": "agent-1", "type": "endpoint"},
                 "data_stream": {"type": "logs", "dataset": "endpoint.events.process", "namespace": "default"},
                 "ecs": {"version": "8.10.0"},
                 "event": {"id": "event-1", "kind": "event", "category": ["process"], "type": ["start"], "action": "start",
                           "ingested": "2026-11-01T00:00:02Z", "sequence": 7},
                 "host.name": "w10-17",
                 "host": {"id": "host-1", "os": {"type": "windows"}, "ip": ["10.0.0.2"]},
                 "process": {"name": "rundll32.exe", "pid": "4711", "start": "just now", "parent": {"name": "cmd.exe"}},
                 "user": {"name": "eve"},
                 "detect": {"rule_ids": ["rule-1"], "at": "2026-11-01T00:00:04.100Z"}}""");
    }

    private static Map<String, Object> document(Alert alert) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", alert.id());
        document.put("index", alert.index());
        document.put("source", alert.source());
        return document;
    }

    @Test
    void ofEvent_withMappingsAndSuppression_isThisAlert() {
        Map<String, Object> rule = new LinkedHashMap<>(RULE);
        rule.putAll(
                Alerts.map(
                        """
                {"severity_mapping": [{"field": "user.name", "operator": "equals", "value": "eve", "severity": "critical"}],
                 "risk_score_mapping": [{"field": "process.pid", "operator": "equals", "value": ""},
                   {"field": "event.sequence", "operator": "equals", "value": ""}],
                 "rule_name_override": "process.name",
                 "alert_suppression": {"group_by": ["host.id", "user.domain"], "duration": {"value": 30, "unit": "m"},
                   "missing_fields_strategy": "suppress"}}"""));
        Alert alert = AlertBuilder.ofEvent(Alerts.rule(rule), process("p1"), Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
        Golden.assertMatches("alert-mapped-and-suppressed.json", json(List.of(alert)));
    }

    private static String json(List<Alert> alerts) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        try {
            return new ObjectMapper()
                            .writer(printer)
                            .writeValueAsString(alerts.stream()
                                    .map(GoldenAlertsTest::document)
                                    .toList())
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
