package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InvestigationGuideTest {
    private static final Function<String, List<Object>> ALERT =
            field -> Map.<String, List<Object>>of("host.name", List.of("win-01"), "user.id", List.of("1", "2"))
                    .getOrDefault(field, List.of());

    private static InvestigationGuide guide(String note) {
        return InvestigationGuide.of(note, ALERT);
    }

    @Test
    void fields_areFilledIn_whereTheAlertHasThem() {
        assertThat(guide("On {{host.name}} by {{ user.id }}: {{process.name}} $1")
                        .text())
                .isEqualTo("On win-01 by 1, 2: {{process.name}} $1");
    }

    @Test
    void investigateButton_isAQuery_andItsLabelStaysInTheText() {
        InvestigationGuide guide =
                guide("Look: !{investigate{\"label\":\"Same user\",\"providers\":[[{\"excluded\":false,"
                        + "\"field\":\"user.id\",\"queryType\":\"phrase\",\"value\":\"{{user.id}}\",\"valueType\":\"string\"},"
                        + "{\"excluded\":true,\"field\":\"host.name\",\"queryType\":\"exists\"}]],"
                        + "\"relativeFrom\":\"now-48h/h\",\"relativeTo\":\"now\"}} end {{host.name}}");
        assertThat(guide.text()).isEqualTo("Look: [Same user] end win-01");
        assertThat(guide.queries())
                .containsExactly(new InvestigationGuide.Query(
                        "Same user",
                        List.of(List.of(
                                new InvestigationGuide.Term(
                                        "user.id", "phrase", false, "{{user.id}}", List.of("1", "2")),
                                new InvestigationGuide.Term("host.name", "exists", true, "", List.of("")))),
                        Optional.of("now-48h/h"),
                        Optional.of("now")));
    }

    @Test
    void fieldThatTheAlertLacks_leavesNoValueToAskFor() {
        InvestigationGuide guide = guide("!{investigate{\"label\":\"x\",\"providers\":[[{\"field\":\"a\",\"queryType\":"
                + "\"phrase\",\"value\":\"{{process.name}}\"}]]}}");
        assertThat(guide.queries().get(0).anyOf().get(0).get(0).values()).isEmpty();
    }

    @Test
    void osqueryButton_isShown_andWhatIsNoButtonStays() {
        assertThat(guide("!{osquery{\"label\":\"DNS\",\"query\":\"SELECT 1\"}} !{investigate{broken")
                        .text())
                .isEqualTo("DNS: `SELECT 1` !{investigate{broken");
        assertThat(guide("!{investigate{\"label\":\"x\"}").queries()).isEmpty();
    }

    @Test
    void guidesOfTheBundledRules_giveTheirQueries() {
        long queries = BundledRules.load().stream()
                .map(rule -> String.valueOf(rule.document().get("note")))
                .mapToLong(note -> {
                    InvestigationGuide guide = guide(note);
                    assertThat(guide.text()).doesNotContain("!{");
                    return guide.queries().size();
                })
                .sum();
        long buttons = BundledRules.load().stream()
                .mapToLong(
                        rule -> String.valueOf(rule.document().get("note")).split("!\\{investigate\\{", -1).length - 1L)
                .sum();
        assertThat(queries).isEqualTo(buttons);
    }
}
