package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example rule is called {@code Example Rule}, of severity high and score 73. */
class RuleRatingTest {
    private static final String SEVERITIES =
            """
            "severity_mapping": [
              {"field": "user.name", "operator": "equals", "value": "eve", "severity": "low"},
              {"field": "event.severity", "operator": "equals", "value": "21", "severity": "medium"},
              {"field": "host.name", "operator": "equals", "value": "dc-1", "severity": "critical"}]""";
    private static final String RISK =
            """
            "risk_score_mapping": [
              {"field": "event.risk_score", "operator": "equals", "value": ""},
              {"field": "other", "operator": "equals", "value": ""}]""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'user':{'name':'bob'}}                                | high",
                "{'user':{'name':'eve'}}                                | low",
                "{'user.name':['bob','eve']}                            | low",
                "{'user':{'name':'Eve'}}                                | high",
                "{'event':{'severity':21}}                              | medium",
                "{'event':{'severity':'21.0'}}                          | medium",
                "{'event':{'severity':210}}                             | high",
                "{'user':{'name':'eve'},'host':{'name':['x','dc-1']}}   | critical",
                "{'user':{'name':{'x':1}}}                              | high",
            })
    void of_severityMapping_theGravestMatchCounts(String event, String severity) {
        assertThat(rating(SEVERITIES, event).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'event':{'risk_score':12}}            | 12",
                "{'event':{'risk_score':'99.5'}}        | 99.5",
                "{'event':{'risk_score':[1,30,'20']}}   | 30",
                "{'event':{'risk_score':[101,-1,5]}}    | 5",
                "{'event':{'risk_score':101}}           | 73",
                "{'event':{'risk_score':'NaN'}}         | 73",
                "{'event':{'risk_score':'1e1'}}         | 73",
                "{'other':1}                            | 73",
            })
    void of_riskScoreMapping_theLargestNumberOfItsFirstFieldCounts(String event, double score) {
        assertThat(rating(RISK, event).riskScore()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'rule':{'name':'From the event'}}     | From the event",
                "{'rule':{'name':['','second']}}        | second",
                "{'rule':{'name':5}}                    | Example Rule",
                "{'rule':{'name':' '}}                  | Example Rule",
                "{}                                     | Example Rule",
            })
    void of_ruleNameOverride_namesTheAlert(String event, String name) {
        assertThat(rating("\"rule_name_override\": \"rule.name\"", event).ruleName())
                .isEqualTo(name);
    }

    @Test
    void of_aVeryLongName_isCut() {
        assertThat(RuleRating.of(Alerts.rule(Map.of("rule_name_override", "n")).rule(), Map.of("n", "x".repeat(5_000)))
                        .ruleName())
                .hasSizeLessThan(1_010);
    }

    @Test
    void ofEvent_theAlertSaysBoth_whatTheEventMadeOfIt_andTheRulesOwn() {
        Map<String, Object> alert = AlertBuilder.ofEvent(
                        Alerts.rule(
                                Alerts.map("{" + SEVERITIES + "," + RISK + ",\"rule_name_override\":\"rule.name\"}")),
                        Alerts.event(
                                "1",
                                "{\"rule\":{\"name\":\"Named\"},\"user\":{\"name\":\"eve\"},\"event\":{\"risk_score\":12}}"),
                        Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow()
                .source();

        assertThat(alert)
                .containsEntry("kibana.alert.severity", "low")
                .containsEntry("kibana.alert.risk_score", 12.0)
                .containsEntry("kibana.alert.rule.name", "Named")
                .containsEntry("kibana.alert.rule.severity", "high")
                .containsEntry("kibana.alert.rule.risk_score", 73.0);
        assertThat((String) alert.get("kibana.alert.reason")).contains("created low alert Named");
    }

    /** Of a sequence the parent goes by what all its events say. */
    @Test
    void ofSequence_theParentIsRatedByWhatIsCommon_eachBlockByItsOwnEvent() {
        List<Alert> alerts = AlertBuilder.ofSequence(
                Alerts.rule(Alerts.map("{" + SEVERITIES + "," + RISK + "}")),
                List.of(
                        Alerts.event("1", "{\"user\":{\"name\":\"eve\"},\"event\":{\"risk_score\":12}}"),
                        Alerts.event("2", "{\"user\":{\"name\":\"eve\"},\"event\":{\"risk_score\":13}}")),
                List.of(),
                Alerts.run(AlertRun.Mode.SEQUENCE));

        assertThat(alerts)
                .extracting(alert -> alert.source().get("kibana.alert.risk_score"))
                .containsExactly(12.0, 13.0, 73.0);
        assertThat(alerts)
                .extracting(alert -> alert.source().get("kibana.alert.severity"))
                .containsOnly("low");
    }

    private static RuleRating rating(String members, String event) {
        return RuleRating.of(Alerts.rule(Alerts.map("{" + members + "}")).rule(), Alerts.map(event.replace('\'', '"')));
    }
}
