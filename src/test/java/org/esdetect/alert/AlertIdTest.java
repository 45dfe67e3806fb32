package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The ids are stored for ever: should one of these change, every alert would be raised a second time. */
class AlertIdTest {
    private static final EventKey ONE = new EventKey("event:1:a:1");
    private static final EventKey TWO = new EventKey("event:1:a:2");

    @Test
    void ofEvent_isThisText() {
        assertThat(AlertId.ofEvent("rule-1", ONE)).isEqualTo("xMf3Vg7lfRwOeAfzfkzENOZoM-q57mfUYAyUceyJaD0");
    }

    @Test
    void ofSequence_isThisText() {
        assertThat(AlertId.ofSequence("rule-1", List.of(ONE, TWO)))
                .isEqualTo("aiZIlIoPZaBiJQWlhDrgGhpchg_GuXpyXn148fii-Lo");
    }

    @Test
    void ofBuildingBlock_isThisText() {
        assertThat(AlertId.ofBuildingBlock("rule-1", List.of(ONE, TWO), 1))
                .isEqualTo("q1Qg1RPnqRiPgVAmU3wh5qUj_rlitwf6Yp48qkoyrEg");
    }

    @Test
    void ofSequence_otherOrder_isAnotherSequence() {
        assertThat(AlertId.ofSequence("rule-1", List.of(ONE, TWO)))
                .isNotEqualTo(AlertId.ofSequence("rule-1", List.of(TWO, ONE)));
    }
}
