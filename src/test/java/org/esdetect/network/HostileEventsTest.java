package org.esdetect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esdetect.network.Conditions.allOf;
import static org.esdetect.network.Conditions.is;
import static org.esdetect.network.Conditions.like;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Predicate;
import org.junit.jupiter.api.Test;

/** Whoever writes events chooses their values: each costs something bounded, or is refused with the limit's name. */
class HostileEventsTest {
    private static final int LONG_LINE = 32 * 1024;

    @Test
    void match_commandLineOf32KB_againstARuleOf105Wildcards_isJudged() {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            patterns.add("*a*b" + i + "*c?d*" + (i % 2 == 0 ? "e" : ""));
        }
        List<Condition> conditions = List.of(like("process.command_line", patterns.toArray(String[]::new)));
        Scratch scratch = check(conditions, event("process.command_line", "ab".repeat(LONG_LINE / 2)));
        assertThat(scratch.work().charactersSearched()).isLessThanOrEqualTo(LONG_LINE);
        assertThat(scratch.work().leavesJudged()).isLessThanOrEqualTo(1);
    }

    @Test
    void match_aLongLineThatIsAllWitness_isSearchedOnceAndTouchesOnce() {
        List<Condition> conditions = List.of(like("process.command_line", "*aaaaaaaaaaaaaaaaaaaaaaaa*zz"));
        Scratch scratch = check(conditions, event("process.command_line", "a".repeat(LONG_LINE)));
        assertThat(scratch.work().charactersSearched()).isEqualTo(LONG_LINE);
        assertThat(scratch.work().conditionsTouched()).isEqualTo(1);
    }

    @Test
    void match_anArrayOf10000Items_isJudgedToItsLast() {
        List<Object> items = new ArrayList<>(Collections.nCopies(9_999, "x"));
        items.add("mimikatz.exe");
        check(List.of(is("process.args", "mimikatz.exe"), is("process.args", "other")), event("process.args", items));
    }

    @Test
    void match_moreItemsThanTheLimit_isRefused() {
        List<Condition> conditions = List.of(is("process.args", "mimikatz.exe"));
        assertThatThrownBy(() -> check(conditions, event("process.args", Collections.nCopies(20_001, "x"))))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [20000] array items");
    }

    @Test
    void match_arraysInArraysBeyondTheLimit_areRefusedWithoutAStackOverflow() {
        List<Object> nested = List.of("x");
        for (int i = 0; i < 100_000; i++) {
            nested = List.of(nested);
        }
        Map<String, Object> event = event("process.args", nested);
        assertThatThrownBy(() -> check(List.of(is("process.args", "x")), event))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [100] levels of arrays");
    }

    @Test
    void match_objectsNestedDeeply_areNotVisited() {
        Map<String, Object> nested = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            nested = new HashMap<>(Map.of("process", nested));
        }
        Scratch scratch = check(List.of(is("process.name", "x"), is("process.process.name", "x")), nested);
        assertThat(scratch.work().fieldsRead()).isLessThanOrEqualTo(2);
    }

    @Test
    void match_aValueBeyondTheLimit_isRefused() {
        List<Condition> conditions = List.of(like("message", "*mimikatz*"));
        assertThatThrownBy(() -> check(conditions, event("message", "x".repeat((1 << 20) + 1))))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [1048576] characters in one value");
    }

    @Test
    void match_tooMuchAltogether_isRefusedByTheSteps() {
        List<Condition> conditions = List.of(like("message", "*mimikatz*"));
        assertThatThrownBy(() -> check(conditions, event("message", Collections.nCopies(40, "x".repeat(1_000_000)))))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageEndingWith("steps for one event");
    }

    /** An expression is false of more combinations than it may look at, but not of items that were never read. */
    @Test
    void match_moreItemsThanTheLimitInAnExpression_isRefused() {
        List<Condition> conditions = List.of(equal("process.args", "process.title"));
        assertThatThrownBy(() -> check(conditions, event("process.args", Collections.nCopies(20_001, "x"))))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [20000] array items");
    }

    @Test
    void judge_aConditionThatIsTooMuch_leavesTheOthersTheirVerdicts() {
        List<Condition> conditions =
                List.of(is("user.name", "eve"), equal("process.args", "process.env"), is("user.name", "bob"));
        Map<String, Object> process = new HashMap<>(Map.of(
                "args", Collections.nCopies(310, "a".repeat(20)), "env", Collections.nCopies(310, "b".repeat(20))));
        Map<String, Object> event = new HashMap<>(Map.of("process", process, "user", Map.of("name", "eve")));
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        assertThat(network.judge(event, network.all(), scratch, null, null)).isEqualTo(1);
        assertThat(scratch.matched(0)).isZero();
        assertThat(scratch.undecided()).extracting(Undecided::condition).containsExactly(1);
        assertThat(scratch.undecided().get(0).cause())
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [10000000] steps for one rule");
        assertThatThrownBy(() -> network.match(event, network.all(), scratch))
                .isInstanceOf(BudgetExceededException.class);
        process.put("env", "a".repeat(20));
        assertThat(network.judge(event, network.all(), scratch, null, null)).isEqualTo(2);
        assertThat(scratch.undecided()).isEmpty();
    }

    @Test
    void judge_conditionsThatAreTooMuchOneAfterTheOther_endsWithTheStepsOfTheEvent() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            conditions.add(equal("process.args", "process.env" + i));
        }
        Map<String, Object> process = new HashMap<>(Map.of("args", Collections.nCopies(310, "a".repeat(20))));
        for (int i = 0; i < 10; i++) {
            process.put("env" + i, Collections.nCopies(310, "b".repeat(20)));
        }
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        Map<String, Object> event = new HashMap<>(Map.of("process", process));
        assertThatThrownBy(() -> network.judge(event, network.all(), scratch, null, null))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageEndingWith("steps for one event");
    }

    private static Condition equal(String one, String other) {
        return new Condition.Leaf(
                new Predicate.Computed(new Expression.Equal(new Expression.Field(one), new Expression.Field(other))));
    }

    @Test
    void match_afterAnEventThatWasRefused_isAsBefore() {
        Network network = NetworkCompiler.compile(List.of(is("process.args", "x")));
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        assertThatThrownBy(() ->
                        network.match(event("process.args", Collections.nCopies(20_001, "x")), network.all(), scratch))
                .isInstanceOf(BudgetExceededException.class);
        assertThat(network.match(event("process.args", "x"), network.all(), scratch))
                .isEqualTo(1);
        assertThat(network.match(event("process.args", "y"), network.all(), scratch))
                .isZero();
    }

    @Test
    void match_anEventOfAHundredRules_findsAll() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            conditions.add(allOf(is("event.category", "process"), is("process.pid", String.valueOf(i % 3))));
        }
        Map<String, Object> event = event("process.pid", 1);
        event.put("event", Map.of("category", "process"));
        Network network = NetworkCompiler.compile(conditions);
        assertThat(network.match(event, network.all(), network.newScratch(MatchLimits.DEFAULT)))
                .isEqualTo(100);
        check(conditions, event);
    }

    @Test
    void match_aListOf2609Items_judgesOneLeafWhenOneIsThere() {
        String[] names = new String[2_609];
        for (int i = 0; i < names.length; i++) {
            names[i] = "library" + i + ".dll";
        }
        List<Condition> conditions = List.of(is("dll.name", names));
        assertThat(check(conditions, event("dll.name", "LIBRARY2608.dll"))
                        .work()
                        .leavesJudged())
                .isEqualTo(1);
        assertThat(check(conditions, event("dll.name", "library2609.dll"))
                        .work()
                        .leavesJudged())
                .isZero();
    }

    @Test
    void match_signaturesWithoutEnd_growTheTreeToItsBoundOnly() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            conditions.add(allOf(
                    is("event.action", "action" + i),
                    is("event.code", "code" + i % 50),
                    is("event.category", "category" + i % 20),
                    like("process.name", "*" + i)));
        }
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Map<String, Object> event = new HashMap<>();
            event.put("event.action", List.of("action" + random.nextInt(400), "action" + random.nextInt(400)));
            event.put("event.code", random.nextInt(3) == 0 ? "code" + i : "code" + random.nextInt(60));
            event.put("event.category", List.of("category" + random.nextInt(30), "category" + random.nextInt(30)));
            event.put("process.name", "x" + random.nextInt(300));
            BitSet found = NetworkDifferentialTest.matched(network.match(event, network.all(), scratch), scratch);
            if (i % 100 == 0) {
                assertThat(found).isEqualTo(NetworkDifferentialTest.expected(conditions, event));
            }
        }
        assertThat(network.signatures().size()).isLessThanOrEqualTo(SignatureTree.MAX_NODES);
    }

    private static Map<String, Object> event(String path, Object value) {
        int dot = path.indexOf('.');
        Map<String, Object> event = new HashMap<>();
        event.put(
                dot < 0 ? path : path.substring(0, dot),
                dot < 0 ? value : new HashMap<>(Map.of(path.substring(dot + 1), value)));
        return event;
    }

    /** Judges by the network, compares with the evaluator. */
    private static Scratch check(List<Condition> conditions, Map<String, Object> event) {
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        assertThat(NetworkDifferentialTest.matched(network.match(event, network.all(), scratch), scratch))
                .isEqualTo(NetworkDifferentialTest.expected(conditions, event));
        return scratch;
    }
}
