package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.esdetect.eql.lower.Plan;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;

class RuleCompilerTest {
    @Test
    void compile_anEventRule_hasAPlanAndJudges() {
        CompiledRule rule = compile("process where process.name : \"cmd.exe\"");
        assertThat(rule.plan()).containsInstanceOf(Plan.OfEvent.class);
        assertThat(rule.problems()).isEmpty();
        assertThat(rule.matches(path -> List.of(path.equals("event.category") ? "process" : "CMD.exe")))
                .isTrue();
        assertThat(rule.matches(path -> List.of("process"))).isFalse();
    }

    @Test
    void compile_aSequenceRule_hasAPlan() {
        assertThat(compile("sequence by host.id [process where true] [file where true]")
                        .plan())
                .containsInstanceOf(Plan.OfSequence.class);
    }

    @Test
    void compile_theHash_isOfTheTextAsWritten() {
        assertThat(compile("any where true").queryHash()).isEqualTo("e4881b7bf04a4fc4");
        assertThat(compile("any  where true").queryHash()).isNotEqualTo("e4881b7bf04a4fc4");
    }

    @Test
    void compile_aSyntaxError_leavesNoPlan() {
        CompiledRule rule = compile("process where");
        assertThat(rule.plan()).isEmpty();
        assertThat(rule.isActive()).isFalse();
        assertThat(rule.problems()).extracting(Problem::code).containsExactly(Problem.Code.SYNTAX);
        assertThat(rule.queryHash()).hasSize(16);
    }

    @Test
    void compile_mistakesOfSeveralKinds_areAllNamed() {
        CompiledRule rule = compile("process where a = 1 and lenght(b) > 2 and c : 3");
        assertThat(rule.plan()).isEmpty();
        assertThat(rule.problems())
                .extracting(Problem::code)
                .containsExactly(Problem.Code.SYNTAX, Problem.Code.UNKNOWN_FUNCTION, Problem.Code.TYPE_MISMATCH);
    }

    @Test
    void compile_warnings_leaveAPlan() {
        CompiledRule rule = compile("network where not dns.question.name in (\"localhost\", \"*.example.com\")");
        assertThat(rule.plan()).isPresent();
        assertThat(rule.problems())
                .extracting(Problem::code, Problem::severity)
                .containsExactly(tuple(Problem.Code.LITERAL_WILDCARD, Problem.Severity.WARNING));
    }

    @Test
    void compile_aPipe_isRefusedInARule() {
        assertThat(compile("process where true | head 5").problems())
                .extracting(Problem::code)
                .containsExactly(Problem.Code.UNSUPPORTED);
    }

    @Test
    void compile_anotherTypeOfRule_isKeptButNotRun() {
        CompiledRule rule = RuleCompiler.compile(
                TestRules.rule("other", Map.of("type", "threshold", "query", "process.name: cmd.exe")));
        assertThat(rule.plan()).isEmpty();
        assertThat(rule.isActive()).isFalse();
        assertThat(rule.problems())
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(
                        Problem.Code.UNSUPPORTED,
                        "rules of type [threshold] are kept but not run, only those of type [eql] are"));
    }

    private static CompiledRule compile(String query) {
        return RuleCompiler.compile(TestRules.rule("rule", Map.of("query", query)));
    }
}
