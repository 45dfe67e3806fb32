package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param inLongTexts fragments and general patterns, when there are several
 */
record PatternSet(
        boolean caseSensitive,
        TextSet equal,
        TextSet equalAfterOne,
        List<String> prefixes,
        List<String> suffixes,
        List<String> fragments,
        List<Glob> general,
        Optional<LongTextPatterns> inLongTexts)
        implements ValueTest {

    /** Fewer are looked for one after the other, in texts of any length. */
    private static final int SEVERAL = 3;

    static PatternSet of(List<String> patterns, boolean caseSensitive) {
        List<String> equal = patterns.stream()
                .filter(pattern -> !Wildcard.isPattern(pattern))
                .toList();
        List<String> equalAfterOne = patterns.stream()
                .filter(PatternSet::isAnyOneThenText)
                .map(pattern -> pattern.substring(1))
                .toList();
        Shapes shapes = new Shapes();
        for (String pattern : patterns) {
            if (Wildcard.isPattern(pattern) && !isAnyOneThenText(pattern)) {
                shapes.add(caseSensitive ? pattern : AsciiCase.fold(pattern));
            }
        }
        return new PatternSet(
                caseSensitive,
                TextSet.of(equal, caseSensitive),
                TextSet.of(equalAfterOne, caseSensitive),
                shapes.prefixes,
                shapes.suffixes,
                shapes.fragments,
                shapes.general,
                shapes.inside.size() < SEVERAL
                        ? Optional.empty()
                        : Optional.of(new LongTextPatterns(shapes.inside, caseSensitive)));
    }

    private static boolean isAnyOneThenText(String pattern) {
        return pattern.startsWith("?") && !Wildcard.isPattern(pattern.substring(1));
    }

    /** Patterns with wildcards, by shape. */
    private static final class Shapes {
        private final List<String> prefixes = new ArrayList<>();
        private final List<String> suffixes = new ArrayList<>();
        private final List<String> fragments = new ArrayList<>();
        private final List<Glob> general = new ArrayList<>();
        private final List<String> inside = new ArrayList<>();

        void add(String pattern) {
            boolean starFirst = pattern.startsWith("*");
            boolean starLast = pattern.endsWith("*") && pattern.length() > 1;
            String fixed = pattern.substring(starFirst ? 1 : 0, pattern.length() - (starLast ? 1 : 0));
            if (Wildcard.isPattern(fixed)) {
                general.add(Glob.of(pattern));
                inside.add(pattern);
            } else if (starFirst && starLast) {
                fragments.add(fixed);
                inside.add(pattern);
            } else if (starFirst) {
                suffixes.add(fixed);
            } else {
                prefixes.add(fixed);
            }
        }
    }

    @Override
    public boolean passes(Object value) {
        String text = Values.text(value);
        return equal.contains(text) || equalsAfterOne(text) || hasAffix(text) || matchesInside(text);
    }

    private boolean matchesInside(String text) {
        if (inLongTexts.isPresent() && text.length() >= LongTextPatterns.MIN_LENGTH) {
            return inLongTexts.get().anyMatches(text);
        }
        return hasFragment(text) || matchesGeneral(text);
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
        return false;
    }

    private boolean hasFragment(String text) {
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
