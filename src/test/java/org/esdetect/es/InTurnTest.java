package org.esdetect.es;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.PlainActionFuture;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final List<String> asked = new ArrayList<>();
    private final List<ActionListener<Integer>> open = new ArrayList<>();
    private final PlainActionFuture<Map<String, Integer>> answer = new PlainActionFuture<>();

    private void ask(String key, ActionListener<Integer> listener) {
        asked.add(key);
        open.add(listener);
    }

    @Test
    void eachKey_isAskedOnlyWhenTheOneBeforeIsAnswered() {
        InTurn.ask(List.of("b", "a"), this::ask, answer);
        assertThat(asked).containsExactly("b");
        open.get(0).onResponse(1);
        assertThat(asked).containsExactly("b", "a");
        assertThat(answer.isDone()).isFalse();
        open.get(1).onResponse(2);
        assertThat(answer.actionGet()).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void firstFailure_endsIt() {
        InTurn.ask(List.of("a", "b"), this::ask, answer);
        open.get(0).onFailure(new IllegalStateException("no [a]"));
        assertThat(asked).containsExactly("a");
        assertThatThrownBy(answer::actionGet).hasMessageContaining("no [a]");
    }

    @Test
    void nothingToAsk_isAnsweredAtOnce() {
        InTurn.ask(List.of(), this::ask, answer);
        assertThat(answer.actionGet()).isEmpty();
    }
}
