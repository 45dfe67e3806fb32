package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Values;

/**
 * The patterns of one {@code :} or {@code like} list, sorted by shape, so that the common shapes cost one look. All are
 * folded unless case counts; the value is folded while it is compared, never copied.
 *
 * @param equal patterns without a wildcard
 * @param equalAfterOne of {@code ?x}, without the question mark: how rules write a path on any drive
 * @param prefixes of {@code x*}, without the star; likewise {@code suffixes} and {@code fragments}
 * @param general every other pattern
 */
record PatternSet(
        boolean caseSensitive,
        TextSet equal,
        TextSet equalAfterOne,
        List<String> prefixes,
        List<String> suffixes,
        List<String> fragments,
        List<Glob> general)
        implements ValueTest {

    static PatternSet of(List<String> patterns, boolean caseSensitive) {
        PatternSet set = new PatternSet(
                caseSensitive,
                TextSet.of(
                        patterns.stream()
                                .filter(pattern -> !Wildcard.isPattern(pattern))
                                .toList(),
                        caseSensitive),
                TextSet.of(
                        patterns.stream()
                                .filter(PatternSet::isAnyOneThenText)
                                .map(pattern -> pattern.substring(1))
                                .toList(),
                        caseSensitive),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (String pattern : patterns) {
            if (Wildcard.isPattern(pattern) && !isAnyOneThenText(pattern)) {
                set.add(caseSensitive ? pattern : AsciiCase.fold(pattern));
            }
        }
        return set;
    }

    private static boolean isAnyOneThenText(String pattern) {
        return pattern.startsWith("?") && !Wildcard.isPattern(pattern.substring(1));
    }

    private void add(String pattern) {
        boolean starFirst = pattern.startsWith("*");
        boolean starLast = pattern.endsWith("*") && pattern.length() > 1;
        String fixed = pattern.substring(starFirst ? 1 : 0, pattern.length() - (starLast ? 1 : 0));
        if (Wildcard.isPattern(fixed)) {
            general.add(Glob.of(pattern));
        } else if (starFirst && starLast) {
            fragments.add(fixed);
        } else if (starFirst) {
            suffixes.add(fixed);
        } else {
            prefixes.add(fixed);
        }
    }

    @Override
    public boolean passes(Object value) {
        String text = Values.text(value);
        return equal.contains(text) || equalsAfterOne(text) || hasAffix(text) || matchesGeneral(text);
    }

    private boolean equalsAfterOne(String text) {
        return !equalAfterOne.isEmpty()
                && !text.isEmpty()
                && equalAfterOne.containsFrom(text, Character.charCount(text.codePointAt(0)));
    }

    private boolean hasAffix(String text) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (Texts.startsWith(text, prefixes.get(i), caseSensitive)) {
                return true;
            }
        }
        for (int i = 0; i < suffixes.size(); i++) {
            if (Texts.endsWith(text, suffixes.get(i), caseSensitive)) {
                return true;
            }
        }
        for (int i = 0; i < fragments.size(); i++) {
            if (Texts.contains(text, fragments.get(i), caseSensitive)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesGeneral(String text) {
        for (int i = 0; i < general.size(); i++) {
            if (general.get(i).matches(text, caseSensitive)) {
                return true;
            }
        }
        return false;
    }
}
