package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Whether regular expressions can be used: Lucene's dialect with all optional operators, as the {@code regexp} query of
 * an index has it, and within bounds.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/regexp-syntax.html">Regular expression
 *     syntax</a>
 */
public final class RegexSyntax {
    /** The default of {@code index.max_regex_length}: a longer pattern could not be asked of an index. */
    private static final int MAX_LENGTH = 1_000;

    /** Lucene's parser is recursive. */
    private static final int MAX_NESTING = 100;

    /** Of one pattern's automaton before it is made deterministic; counted before it is built. */
    private static final long MAX_STATES = 10_000;

    private static final Pattern BAD_ESCAPE = Pattern.compile("invalid character class \\\\([0-9]{1,7})");

    private RegexSyntax() {}

    /** Why a pattern cannot be used: malformed or {@code tooLarge}; the message is the end of a sentence about it. */
    public record Fault(boolean tooLarge, String message) {}

    /** What keeps {@code pattern} from being used. */
    public static Optional<Fault> fault(String pattern, boolean caseSensitive) {
        if (pattern.length() > MAX_LENGTH) {
            return tooLarge("has [" + pattern.length() + "] characters, the limit is [" + MAX_LENGTH + "]");
        }
        if (nesting(pattern) > MAX_NESTING) {
            return tooLarge("is nested more than [" + MAX_NESTING + "] levels deep");
        }
        try {
            return states(parsed(pattern, caseSensitive)) > MAX_STATES ? tooComplex() : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(new Fault(false, "cannot be read: " + reason(malformed)));
        }
    }

    /** Lucene's words, save for the usual mistake, where it names the code of the character that cannot be escaped. */
    private static String reason(IllegalArgumentException malformed) {
        Matcher escape = BAD_ESCAPE.matcher(String.valueOf(malformed.getMessage()));
        return escape.matches()
                ? "[\\" + Character.toString(Integer.parseInt(escape.group(1)))
                        + "] is no escape here; letters that may follow a backslash are [d], [s], [w] and their"
                        + " capitals"
                : String.valueOf(malformed.getMessage());
    }

    /**
     * What keeps {@code patterns}, none of which has a {@link #fault} of its own, from being used as alternatives.
     *
     * @param states spent by those of the automaton, so that a query with many lists is bounded too
     * @throws BudgetExceededException when {@code states} are used up
     */
    public static Optional<Fault> faultOfAll(List<String> patterns, boolean caseSensitive, Budget states) {
        try {
            List<Automaton> alternatives = new ArrayList<>();
            for (String pattern : patterns) {
                Automaton automaton = parsed(pattern, caseSensitive).toAutomaton(RegexMatcher.WORK_LIMIT);
                states.spend(automaton.getNumStates());
                alternatives.add(automaton);
            }
            Automaton all = alternatives.size() == 1 ? alternatives.get(0) : Operations.union(alternatives);
            states.spend(Operations.determinize(all, RegexMatcher.WORK_LIMIT).getNumStates());
            return Optional.empty();
        } catch (TooComplexToDeterminizeException tooComplex) {
            return tooComplex();
        }
    }

    private static RegExp parsed(String pattern, boolean caseSensitive) {
        return new RegExp(pattern, RegExp.ALL, caseSensitive ? 0 : RegExp.ASCII_CASE_INSENSITIVE);
    }

    private static Optional<Fault> tooComplex() {
        return tooLarge("is too complex; use fewer repetitions and alternatives, or several conditions");
    }

    private static Optional<Fault> tooLarge(String message) {
        return Optional.of(new Fault(true, message));
    }

    /** How many levels Lucene's parser may go down, at most; parentheses in classes and quotes counted too. */
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
            case REGEXP_STRING -> Math.max(1, expression.s.length());
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
