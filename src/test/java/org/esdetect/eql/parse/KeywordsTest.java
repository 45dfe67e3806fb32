package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.antlr.v4.runtime.Vocabulary;
import org.esdetect.eql.ast.Keywords;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.junit.jupiter.api.Test;

/** The printer and the grammar mean the same words. */
class KeywordsTest {
    @Test
    void isReserved_everyKeywordOfTheGrammar_andNoOther() {
        Vocabulary vocabulary = EqlTokens.VOCABULARY;
        assertThat(IntStream.rangeClosed(1, vocabulary.getMaxTokenType())
                        .mapToObj(vocabulary::getLiteralName)
                        .filter(name -> name != null && name.matches("'[a-z]+'"))
                        .map(name -> name.substring(1, name.length() - 1)))
                .hasSize(19)
                .allMatch(Keywords::isReserved);
        assertThat(Keywords.isReserved("AND")).isFalse();
        assertThat(Keywords.isReserved("runs")).isFalse();
    }
}
