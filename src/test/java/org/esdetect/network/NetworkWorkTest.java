package org.esdetect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.network.Conditions.allOf;
import static org.esdetect.network.Conditions.anyOf;
import static org.esdetect.network.Conditions.is;
import static org.esdetect.network.Conditions.like;
import static org.esdetect.network.Conditions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;
import org.junit.jupiter.api.Test;

/** Correct but slow is wrong too: what an event does not touch must cost nothing, however many conditions there are. */
class NetworkWorkTest {
    private static final Map<String, Object> QUIET = Map.of(
            "event", Map.of("category", List.of("process"), "type", List.of("start")),
            "process", Map.of("name", "notepad.exe", "command_line", "notepad.exe readme.txt"));

    @Test
    void match_aValueThatNoConditionNames_touchesNoneOfAThousand() {
        MatchWork work = workOn(QUIET, names(1_000));
        assertThat(work.conditionsTouched()).isZero();
        assertThat(work.leavesJudged()).isZero();
    }

    @Test
    void match_fiveTimesAsManyConditions_readNoMore() {
        assertThat(workOn(QUIET, names(5_000)).fieldsRead())
                .isEqualTo(workOn(QUIET, names(1_000)).fieldsRead())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void match_aValueThatOneConditionNames_touchesThatOne() {
        List<Condition> conditions = new ArrayList<>(names(1_000));
        conditions.add(allOf(is("event.category", "process"), is("process.name", "notepad.exe")));
        assertThat(workOn(QUIET, conditions).conditionsTouched()).isEqualTo(1);
    }

    @Test
    void match_anotherCategory_readsNothingThatIsNotAskedOfIt() {
        Map<String, Object> event = Map.of("event", Map.of("category", "library"), "process", Map.of("name", "p1.exe"));
        MatchWork work = workOn(event, names(1_000));
        assertThat(work.fieldsRead()).isEqualTo(1);
        assertThat(work.charactersSearched()).isZero();
    }

    @Test
    void match_wildcardsOfAThousandConditions_searchTheValueOnce() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            conditions.add(
                    like("process.command_line", "*--option" + i + "=*", "*\\tool" + i + ".exe", "run" + i + "*"));
        }
        MatchWork work = workOn(QUIET, conditions);
        assertThat(work.charactersSearched()).isEqualTo("notepad.exe readme.txt".length());
        assertThat(work.conditionsTouched()).isZero();
    }

    @Test
    void match_longestFragment_isTheWitness() {
        List<Condition> conditions = List.of(like("process.command_line", "*.exe*encodedcommand*"));
        assertThat(workOn(QUIET, conditions).conditionsTouched()).isZero();
    }

    @Test
    void match_anAlternativeThatIsRarer_isWatchedInstead() {
        Condition condition =
                allOf(like("process.command_line", "*.exe*"), not(is("process.name", "x")), is("user.name", "mallory"));
        assertThat(workOn(QUIET, List.of(condition)).conditionsTouched()).isZero();
    }

    @Test
    void match_anOrOfTwoFields_isTouchedByEitherOnly() {
        List<Condition> conditions = List.of(anyOf(is("process.name", "a.exe"), is("user.name", "mallory")));
        assertThat(workOn(QUIET, conditions).conditionsTouched()).isZero();
        assertThat(workOn(Map.of("user", Map.of("name", "mallory")), conditions).conditionsTouched())
                .isEqualTo(1);
    }

    @Test
    void match_equalLeavesOfManyConditions_areJudgedOnce() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            conditions.add(allOf(
                    is("process.name", "notepad.exe"),
                    like("process.command_line", "*readme*"),
                    not(is("user.name", "user" + i))));
        }
        MatchWork work = workOn(QUIET, conditions);
        assertThat(work.conditionsTouched()).isEqualTo(100);
        assertThat(work.leavesJudged()).isLessThanOrEqualTo(102);
    }

    @Test
    void match_aBranchOfAnotherCategory_isNotAsked() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            conditions.add(anyOf(
                    allOf(is("event.category", "library"), is("dll.name", i + ".dll")),
                    allOf(is("event.category", "registry"), is("registry.path", "\\" + i))));
        }
        MatchWork work = workOn(QUIET, conditions);
        assertThat(work.fieldsRead()).isEqualTo(1);
        assertThat(work.conditionsTouched()).isZero();
    }

    private static List<Condition> names(int count) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            conditions.add(allOf(
                    is("event.category", "process"),
                    is("event.type", "start"),
                    is("process.name", "p" + i + ".exe"),
                    not(like("process.command_line", "*--quiet*"))));
        }
        return conditions;
    }

    private static MatchWork workOn(Map<String, Object> event, List<Condition> conditions) {
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        network.match(event, network.all(), scratch);
        return scratch.work();
    }
}
