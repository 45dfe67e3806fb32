package org.esdetect.eql.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.testing.EqlCases;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoweringTest {
    static List<EqlCases.Case> lowering() {
        return EqlCases.of("lowering");
    }

    @ParameterizedTest
    @MethodSource("lowering")
    void lower_aCheckedQuery_givesThisPlan(EqlCases.Case example) {
        assertThat(plan(example.query(), "event.category")).isEqualTo(example.text("plan"));
    }

    @Test
    void lower_anotherCategoryField_isTheOneCompared() {
        assertThat(plan("process where true", "event_type")).isEqualTo("event_type in [\"process\"]");
    }

    @Test
    void lowerCondition_aBareExpression_hasNoCategory() {
        assertThat(PlanText.of(Lowering.lowerCondition(expression("process.name : \"x*\" and not a"))))
                .isEqualTo("all(process.name like~ [\"x*\"], not(a in [true]))");
    }

    @Test
    void lowerValue_aBareExpression_isThreeValued() {
        assertThat(Lowering.lowerValue(expression("a > 1 or null")).accept(new ValueText()))
                .isEqualTo("((a > 1) or null)");
    }

    @Test
    void lower_whatTheChecksRefuse_isTheCallersMistake() {
        assertThatThrownBy(() -> Lowering.lowerCondition(expression("unheard(a)")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown function [unheard]");
        assertThatThrownBy(() -> Lowering.lowerCondition(expression("a : 5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a pattern: [5]");
    }

    private static String plan(String text, String categoryField) {
        Parsed parsed = EqlParser.parse(new SourceText("query", text));
        assertThat(parsed.problems()).isEmpty();
        assertThat(Checker.check(parsed.query().orElseThrow(), FieldTypes.ANY, Usage.AD_HOC))
                .noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return PlanText.of(Lowering.lower(parsed.query().orElseThrow(), categoryField));
    }

    private static Expression expression(String text) {
        return EqlParser.parseExpression(new SourceText("expression", text))
                .expression()
                .orElseThrow();
    }
}
