package org.esdetect.es.action;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.elasticsearch.ResourceNotFoundException;
import org.esdetect.rule.Rule;

/** What somebody may have meant who named a rule that does not exist. */
public final class NearestIds {
    private static final int SUGGESTIONS = 3;

    /** Beyond this, comparing costs more than a suggestion is worth; no real id or name is as long. */
    private static final int COMPARED_CHARACTERS = 200;

    private NearestIds() {}

    /** The answer 404 to {@code wanted}, with the nearest of {@code rules}. */
    public static ResourceNotFoundException notFound(String wanted, Collection<Rule> rules) {
        List<Rule> nearest = find(wanted, rules);
        String suggestion = nearest.stream()
                .map(rule -> "[" + rule.id() + "] (" + rule.name() + ")")
                .collect(Collectors.joining(", "));
        return nearest.isEmpty()
                ? new ResourceNotFoundException("no rule [{}]; [GET /_detect/rules] lists them", wanted)
                : new ResourceNotFoundException("no rule [{}], did you mean {}?", wanted, suggestion);
    }

    /**
     * The rules whose id or name is {@code wanted} but for some letters or holds it as a part, nearest first, at most
     * three. Case does not count.
     */
    public static List<Rule> find(String wanted, Collection<Rule> rules) {
        String folded = fold(wanted);
        record Scored(Rule rule, int distance) {}
        return rules.stream()
                .map(rule -> new Scored(
                        rule, Math.min(distance(folded, fold(rule.id())), distance(folded, fold(rule.name())))))
                .filter(scored -> scored.distance <= Math.max(2, folded.length() / 3))
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(scored -> scored.rule.id()))
                .limit(SUGGESTIONS)
                .map(Scored::rule)
                .toList();
    }

    private static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() <= COMPARED_CHARACTERS ? lower : lower.substring(0, COMPARED_CHARACTERS);
    }

    /** Letters to add, drop or replace (Levenshtein); a part of four letters or more counts as one away. */
    private static int distance(String wanted, String candidate) {
        if (wanted.length() >= 4 && candidate.contains(wanted)) {
            return wanted.equals(candidate) ? 0 : 1;
        }
        int[] previous = new int[candidate.length() + 1];
        int[] current = new int[candidate.length() + 1];
        for (int j = 0; j <= candidate.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= candidate.length(); j++) {
                int replaced = previous[j - 1] + (wanted.charAt(i - 1) == candidate.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[candidate.length()];
    }
}
