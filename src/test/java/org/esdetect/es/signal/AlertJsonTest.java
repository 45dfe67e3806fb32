package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertBuilder;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.Alerts;
import org.esdetect.engine.CompiledRule;
import org.junit.jupiter.api.Test;

final class AlertJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void of_alert_isItsSource() throws JsonProcessingException {
        CompiledRule rule = Alerts.rule(Map.of(
                "note", "# Triage\n" + "a \"quoted\" C:\\path, \u00e4, \u2028, \ud83d\ude00 ".repeat(50),
                "threat", List.of(Map.of("framework", "MITRE ATT&CK", "technique", List.of(Map.of("id", "T1003")))),
                "description", "x".repeat(500)));
        for (String id : List.of("first", "second")) {
            Alert alert = AlertBuilder.ofEvent(
                            rule,
                            Alerts.event(id, "{\"process\": {\"name\": \"a.exe\"}}"),
                            Alerts.run(AlertRun.Mode.INLINE))
                    .orElseThrow();
            assertThat(alert.fixed()
                            .json("kibana.alert.rule.note", alert.source().get("kibana.alert.rule.note")))
                    .isNotNull();
            assertThat(JSON.readTree(AlertJson.of(alert).utf8ToString())).isEqualTo(json(alert.source()));
        }
    }

    @Test
    void of_alertWhoseFixedFieldWasReplaced_hasTheNewValue() throws JsonProcessingException {
        Alert alert = AlertBuilder.ofEvent(
                        Alerts.rule(Map.of("note", "n".repeat(500))),
                        Alerts.event("e", "{}"),
                        Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
        Map<String, Object> changed = new LinkedHashMap<>(alert.source());
        changed.put("kibana.alert.rule.note", "another");
        Alert other = new Alert(alert.id(), alert.index(), changed, Optional.empty(), alert.fixed());
        assertThat(JSON.readTree(AlertJson.of(other).utf8ToString())).isEqualTo(json(changed));
    }

    @Test
    void of_aValueThatJsonDoesNotHave_isRefused() {
        assertThatThrownBy(() -> AlertJson.of(new Alert("a", "signals-detect-2026.01", Map.of("a", new Object()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Object json(Map<String, Object> source) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(source));
    }
}
