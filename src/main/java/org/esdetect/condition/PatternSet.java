package org.esdetect.condition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Values;

/**
 * The patterns of one {@code :} or {@code like} list, sorted by shape, so that the common shapes cost what the string
 * methods of the JDK cost. All are folded unless case counts, and so is the value, once.
 *
 * @param equal patterns without a wildcard
 * @param prefixes of {@code x*}, without the star; likewise {@code suffixes} and {@code fragments}
 * @param general every other pattern
 */
record PatternSet(
        boolean caseSensitive,
        Set<String> equal,
        List<String> prefixes,
        List<String> suffixes,
        List<String> fragments,
        List<String> general)
        implements ValueTest {

    static PatternSet of(List<String> patterns, boolean caseSensitive) {
        PatternSet set = new PatternSet(
                caseSensitive,
                new HashSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (String pattern : patterns) {
            set.add(caseSensitive ? pattern : AsciiCase.fold(pattern));
        }
        return set;
    }

    private void add(String pattern) {
        boolean starFirst = pattern.startsWith("*");
        boolean starLast = pattern.endsWith("*") && pattern.length() > 1;
        String fixed = pattern.substring(starFirst ? 1 : 0, pattern.length() - (starLast ? 1 : 0));
        if (Wildcard.isPattern(fixed)) {
            general.add(pattern);
        } else if (starFirst && starLast) {
            fragments.add(fixed);
        } else if (starFirst) {
            suffixes.add(fixed);
        } else if (starLast) {
            prefixes.add(fixed);
        } else {
            equal.add(fixed);
        }
    }

    @Override
    public boolean passes(Object value) {
        String text = caseSensitive ? Values.text(value) : AsciiCase.fold(Values.text(value));
        return (!equal.isEmpty() && equal.contains(text)) || hasAffix(text) || matchesGeneral(text);
    }

    private boolean hasAffix(String text) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (text.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        for (int i = 0; i < suffixes.size(); i++) {
            if (text.endsWith(suffixes.get(i))) {
                return true;
            }
        }
        for (int i = 0; i < fragments.size(); i++) {
            if (text.contains(fragments.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesGeneral(String text) {
        for (int i = 0; i < general.size(); i++) {
            if (Wildcard.matches(general.get(i), text, true)) {
                return true;
            }
        }
        return false;
    }
}
