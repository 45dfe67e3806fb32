package org.esdetect.engine;

import java.util.List;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;

/**
 * A wildcard pattern of an index, where a backslash takes the next character literally, to the leaf that means the
 * same: {@code C:\\Temp\\*} to {@code like "C:\Temp\*"}.
 */
final class WildcardText {
    private static final String REGEX_OPERATORS = "\\.?+*|{}[]()\"#@&<>~^$";

    private WildcardText() {}

    static Condition leaf(String field, String pattern, boolean caseSensitive) {
        StringBuilder like = new StringBuilder();
        StringBuilder regex = new StringBuilder();
        boolean wild = false;
        boolean literalWildcard = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean literal = c == '\\' && i + 1 < pattern.length();
            char shown = literal ? pattern.charAt(++i) : c;
            boolean isWildcard = shown == '*' || shown == '?';
            wild |= isWildcard && !literal;
            literalWildcard |= isWildcard && literal;
            like.append(shown);
            regex.append(isWildcard && !literal ? (shown == '*' ? ".*" : ".") : escaped(shown));
        }
        return new Condition.Leaf(
                predicate(field, like.toString(), regex.toString(), wild, literalWildcard, caseSensitive));
    }

    private static Predicate predicate(
            String field, String like, String regex, boolean wild, boolean literalWildcard, boolean caseSensitive) {
        if (!wild) {
            return new Predicate.OneOf(field, List.of(new Literal(like)), caseSensitive);
        }
        return literalWildcard
                ? new Predicate.Regex(field, List.of(regex), caseSensitive)
                : new Predicate.Like(field, List.of(like), caseSensitive);
    }

    private static String escaped(char c) {
        return REGEX_OPERATORS.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
    }
}
