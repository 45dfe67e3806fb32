package org.esdetect.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("length", "string", "startsWith", "process.name", "head", "heat");

    @Test
    void closest_aWordWithNeighboursExchanged_isOneChange() {
        assertThat(Spelling.closest("lenght", KNOWN)).contains("length");
        assertThat(Spelling.closest("process.nmae", KNOWN)).contains("process.name");
    }

    @Test
    void closest_aLetterMoreLessOrOther_isOneChange() {
        assertThat(Spelling.closest("lengths", KNOWN)).contains("length");
        assertThat(Spelling.closest("lngth", KNOWN)).contains("length");
        assertThat(Spelling.closest("lemgth", KNOWN)).contains("length");
    }

    @Test
    void closest_anotherCase_isNoChange() {
        assertThat(Spelling.closest("STARTSWITH", KNOWN)).contains("startsWith");
    }

    @Test
    void closest_wordsEquallyNear_givesTheFirstInOrder() {
        assertThat(Spelling.closest("heaz", KNOWN)).contains("head");
    }

    @Test
    void closest_aWordTooFar_isNone() {
        assertThat(Spelling.closest("frobnicate", KNOWN)).isEmpty();
        assertThat(Spelling.closest("strength", List.of("string"))).isEmpty();
        assertThat(Spelling.closest("", List.of("string"))).isEmpty();
    }

    @Test
    void suggestion_ofANearWord_isTheEndOfASentence() {
        assertThat(Spelling.suggestion("lenght", KNOWN)).isEqualTo(", did you mean [length]?");
        assertThat(Spelling.suggestion("frobnicate", KNOWN)).isEmpty();
    }
}
