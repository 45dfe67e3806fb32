package org.esdetect.es.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.RegExp;

class RegexTextTest {

    @Property
    void escape_anyText_matchesItselfAndNothingElse(
            @ForAll @StringLength(min = 1, max = 12) @CharRange(from = 0, to = 300) String text,
            @ForAll @StringLength(min = 1, max = 12) @CharRange(from = 0, to = 300) String other) {
        CharacterRunAutomaton automaton =
                new CharacterRunAutomaton(new RegExp(RegexText.escape(text), RegExp.ALL).toAutomaton());

        assertThat(automaton.run(text)).isTrue();
        assertThat(automaton.run(other)).isEqualTo(other.equals(text));
    }
}
