package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'agent':{'id':'a'},'event':{'id':'e'}}",
                "{'agent.id':'a','event.id':'e'}",
                "{'agent':{'id':['a']},'event':[{'id':'e'}]}",
                "{'agent':{'id':'a'},'event':{'id':'e','kind':'event'},'detect':{'at':'2026-01-01'}}"
            })
    void of_agentAndEventId_isMadeOfThemInAnyForm(String json) {
        assertThat(key("1", json)).isEqualTo("event:1:a:e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'agent':{'id':'a'}}",
                "{'event':{'id':'e'}}",
                "{'agent':{'id':''},'event':{'id':'e'}}",
                "{'agent':{'id':['a','b']},'event':{'id':'e'}}",
                "{'agent':{'id':'a'},'event':{'id':['e','e']}}",
                "{'agent':{'id':{'x':1}},'event':{'id':'e'}}",
                "{'agent':{'id':null},'event':{'id':'e'}}"
            })
    void of_notOneOfEach_isWhereItIsStored(String json) {
        assertThat(key("7", json)).isEqualTo("document:36:logs-endpoint.events.process-default:7");
    }

    @Test
    void of_colonsInTheIds_doNotMakeTwoPairsOne() {
        assertThat(of("a:b", "c")).isNotEqualTo(of("a", "b:c"));
    }

    @Test
    void of_longIds_areDigestedAndStillDiffer() {
        String many = "x".repeat(100_000);
        assertThat(of(many, "1").text()).startsWith("digest:").hasSize(7 + 43);
        assertThat(of(many, "1")).isNotEqualTo(of(many, "2"));
    }

    @Test
    void of_numericId_isTaken() {
        assertThat(key("1", "{'agent':{'id':'a'},'event':{'id':12}}")).isEqualTo("event:1:a:12");
    }

    @Test
    void sameEventTwice_underTwoDocumentIds_isOneEvent() {
        String json = "{'agent':{'id':'a'},'event':{'id':'e'}}";
        assertThat(key("1", json)).isEqualTo(key("2", json));
    }

    private static EventKey of(String agent, String event) {
        return EventKey.of(
                Alerts.event("1", Map.of("agent", Map.of("id", List.of(agent)), "event", Map.of("id", event))));
    }

    private static String key(String id, String json) {
        return EventKey.of(Alerts.event(id, json.replace('\'', '"'))).text();
    }
}
