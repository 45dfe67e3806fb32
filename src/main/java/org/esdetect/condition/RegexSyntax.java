package org.esdetect.condition;

import java.util.Optional;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Whether a regular expression can be used: Lucene's dialect with all optional operators, as the {@code regexp} query
 * of an index has it, and within bounds.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/regexp-syntax.html">Regular expression
 *     syntax</a>
 */
public final class RegexSyntax {
    /** The default of {@code index.max_regex_length}: a longer pattern could not be asked of an index. */
    private static final int MAX_LENGTH = 1_000;

    /** Lucene's parser is recursive. */
    private static final int MAX_NESTING = 100;

    /** Of the automaton before it is made deterministic; counted before it is built. */
    private static final long MAX_STATES = 10_000;

    private RegexSyntax() {}

    /** What keeps {@code pattern} from being used, as the end of a sentence about it; empty when nothing does. */
    public static Optional<String> problem(String pattern, boolean caseSensitive) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("has [" + pattern.length() + "] characters, the limit is [" + MAX_LENGTH + "]");
        }
        if (nesting(pattern) > MAX_NESTING) {
            return Optional.of("is nested more than [" + MAX_NESTING + "] levels deep");
        }
        try {
            RegExp parsed = new RegExp(pattern, RegExp.ALL, caseSensitive ? 0 : RegExp.ASCII_CASE_INSENSITIVE);
            if (states(parsed) > MAX_STATES) {
                return tooComplex();
            }
            Operations.determinize(parsed.toAutomaton(), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
            return Optional.empty();
        } catch (TooComplexToDeterminizeException tooComplex) {
            return tooComplex();
        } catch (IllegalArgumentException malformed) {
            return Optional.of("cannot be read: " + malformed.getMessage());
        }
    }

    private static Optional<String> tooComplex() {
        return Optional.of("is too complex; use fewer repetitions and alternatives, or several patterns");
    }

    /** How many parentheses are open at once, at most; those in classes and quotes counted too. */
    private static int nesting(String pattern) {
        int open = 0;
        int most = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == '(' || character == '~') {
                most = Math.max(most, ++open);
            } else if (character == ')') {
                open = Math.max(0, open - 1);
            }
        }
        return most;
    }

    /** At least the states of the automaton before minimization; Lucene's own count of repetitions can overflow. */
    private static long states(RegExp expression) {
        return switch (expression.kind) {
            case REGEXP_UNION, REGEXP_CONCATENATION, REGEXP_INTERSECTION ->
                bounded(states(expression.exp1) + states(expression.exp2));
            case REGEXP_OPTIONAL, REGEXP_REPEAT, REGEXP_COMPLEMENT -> states(expression.exp1);
            case REGEXP_REPEAT_MIN -> bounded(states(expression.exp1) * Math.max(1, expression.min));
            case REGEXP_REPEAT_MINMAX -> bounded(states(expression.exp1) * Math.max(1, expression.max));
            case REGEXP_STRING -> expression.s.length();
            case REGEXP_CHAR,
                    REGEXP_CHAR_RANGE,
                    REGEXP_ANYCHAR,
                    REGEXP_EMPTY,
                    REGEXP_ANYSTRING,
                    REGEXP_AUTOMATON,
                    REGEXP_INTERVAL,
                    REGEXP_PRE_CLASS -> 1;
        };
    }

    private static long bounded(long states) {
        return Math.min(states, MAX_STATES + 1);
    }
}
