package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * The patterns of one {@code regex} test as one automaton: Lucene's dialect with all optional operators, so that memory
 * and index agree to the letter. Immutable; a match costs one step a code point.
 */
final class RegexMatcher {
    /** Lucene's own bound on the effort of making a pattern deterministic, and what a query applies by default. */
    static final int WORK_LIMIT = Operations.DEFAULT_DETERMINIZE_WORK_LIMIT;

    private final CharacterRunAutomaton automaton;

    private RegexMatcher(CharacterRunAutomaton automaton) {
        this.automaton = automaton;
    }

    /**
     * @throws IllegalArgumentException when a pattern is malformed; {@code RegexSyntax} tells the author before
     * @throws BudgetExceededException when the patterns are too complex
     */
    static RegexMatcher compile(List<String> patterns, boolean caseSensitive) {
        int flags = caseSensitive ? 0 : RegExp.ASCII_CASE_INSENSITIVE;
        try {
            List<Automaton> alternatives = new ArrayList<>();
            for (String pattern : patterns) {
                alternatives.add(new RegExp(pattern, RegExp.ALL, flags).toAutomaton(WORK_LIMIT));
            }
            Automaton all = alternatives.size() == 1 ? alternatives.get(0) : Operations.union(alternatives);
            return new RegexMatcher(new CharacterRunAutomaton(all, WORK_LIMIT));
        } catch (TooComplexToDeterminizeException tooComplex) {
            throw new BudgetExceededException("steps to prepare a regular expression", WORK_LIMIT);
        }
    }

    boolean matches(String value) {
        return automaton.run(value);
    }
}
