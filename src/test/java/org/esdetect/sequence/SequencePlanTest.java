package org.esdetect.sequence;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;
import org.junit.jupiter.api.Test;

class SequencePlanTest {
    private static final Step POSITIVE = new Step(List.of(), false);
    private static final Step MISSING = new Step(List.of(), true);
    private static final List<JoinKey> ONE_KEY = List.of(new JoinKey("a", false));

    private static void refused(List<Step> steps, OptionalLong maxSpan, Optional<List<JoinKey>> until, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequencePlan(steps, maxSpan, until))
                .withMessage(message);
    }

    @Test
    void new_oneStep_isRefused() {
        refused(
                List.of(POSITIVE),
                OptionalLong.empty(),
                Optional.empty(),
                "a sequence needs two or more steps, found [1]");
    }

    @Test
    void new_onlyMissingSteps_isRefused() {
        refused(
                List.of(MISSING, MISSING),
                OptionalLong.of(1),
                Optional.empty(),
                "a sequence needs a step that is not missing, found none");
    }

    @Test
    void new_missingStepWithoutMaxSpan_isRefused() {
        refused(
                List.of(POSITIVE, MISSING),
                OptionalLong.empty(),
                Optional.empty(),
                "missing steps need a maxspan, found none");
    }

    @Test
    void new_maxSpanOfNothing_isRefused() {
        refused(
                List.of(POSITIVE, POSITIVE),
                OptionalLong.of(0),
                Optional.empty(),
                "maxspan must be positive, found [0]");
    }

    @Test
    void new_differentNumbersOfKeys_isRefused() {
        String message = "every step and until have the same number of join keys, found [0] and [1]";
        refused(List.of(POSITIVE, new Step(ONE_KEY, false)), OptionalLong.empty(), Optional.empty(), message);
        refused(List.of(POSITIVE, POSITIVE), OptionalLong.empty(), Optional.of(ONE_KEY), message);
    }
}
