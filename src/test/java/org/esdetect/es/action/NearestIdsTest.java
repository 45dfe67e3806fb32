package org.esdetect.es.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

class NearestIdsTest {
    private static final List<Rule> RULES = List.of(
            named("3838e0e3-1850-4850-a411-2e8c5ba40ba8", "Network Connection via Certutil"),
            named("66883649-f908-4a5b-a1e0-54090a1d3a32", "Connection to Commonly Abused Web Services"),
            named("897dc6b5-b39f-432a-8d75-d3730d50c782", "Kerberos Traffic from Unusual Process"));

    @Test
    void find_someLettersOfAnIdDiffer_isThatRule() {
        assertThat(ids("3838e0e3-1850-4850-a411-2e8c5ba40bb9")).containsExactly(id(0));
    }

    @Test
    void find_aNameInAnotherCaseWithASlip_isThatRule() {
        assertThat(ids("network conection via certutil")).containsExactly(id(0));
    }

    @Test
    void find_partOfAName_isThatRule() {
        assertThat(ids("certutil")).containsExactly(id(0));
    }

    @Test
    void find_partOfSeveral_isAllOfThem_nearestFirst() {
        assertThat(ids("connection")).containsExactly(id(0), id(1));
        assertThat(NearestIds.find("rule", List.of(named("a", "Rule b"), named("rule", "x"))))
                .extracting(Rule::id)
                .containsExactly("rule", "a");
    }

    @Test
    void find_nothingNear_isNothing() {
        assertThat(ids("unrelated")).isEmpty();
        assertThat(ids("")).isEmpty();
        assertThat(NearestIds.find("anything", List.of())).isEmpty();
    }

    @Test
    void find_atMostThree() {
        List<Rule> many = List.of(named("r1", "x"), named("r2", "x"), named("r3", "x"), named("r4", "x"));
        assertThat(NearestIds.find("r9", many)).extracting(Rule::id).containsExactly("r1", "r2", "r3");
    }

    @Test
    void find_ahostilelyLongText_isCutBeforeItIsCompared() {
        assertThat(NearestIds.find("x".repeat(1_000_000), List.of(named("a", "x".repeat(1_000_000)))))
                .hasSize(1);
    }

    @Test
    void notFound_saysWhatWasMeant() {
        assertThat(NearestIds.notFound("certutil", RULES))
                .hasMessage("no rule [certutil], did you mean [3838e0e3-1850-4850-a411-2e8c5ba40ba8]"
                        + " (Network Connection via Certutil)?")
                .matches(notFound -> notFound.status() == RestStatus.NOT_FOUND);
        assertThat(NearestIds.notFound("unrelated", RULES))
                .hasMessage("no rule [unrelated]; [GET /_detect/rules] lists them");
    }

    @Test
    void notFound_bracesInNames_areNoPlaceholders() {
        assertThat(NearestIds.notFound("rule{}", List.of(named("rule{}1", "a {} b"))))
                .hasMessage("no rule [rule{}], did you mean [rule{}1] (a {} b)?");
    }

    private static List<String> ids(String wanted) {
        return NearestIds.find(wanted, RULES).stream().map(Rule::id).toList();
    }

    private static String id(int index) {
        return RULES.get(index).id();
    }

    private static Rule named(String id, String name) {
        return TestRules.rule(id, Map.of("name", name));
    }
}
