package org.esdetect.network;

import java.util.List;
import org.esdetect.condition.Predicate;
import org.esdetect.condition.Wildcard;

/**
 * About what judging a leaf on one value costs, in nanoseconds: orders the terms of a condition, bounds hostile events.
 */
final class LeafCost implements Predicate.Visitor<Integer> {
    private static final int LOOK = 5;
    private static final int AFFIX = 5;
    private static final int WILDCARD = 20;
    private static final int AUTOMATON = 100;
    private static final int EXPRESSION = 500;

    @Override
    public Integer exists(Predicate.Exists predicate) {
        return 1;
    }

    @Override
    public Integer oneOf(Predicate.OneOf predicate) {
        return LOOK;
    }

    @Override
    public Integer like(Predicate.Like predicate) {
        return LOOK + cost(predicate.patterns());
    }

    private static int cost(List<String> patterns) {
        int cost = 0;
        for (String pattern : patterns) {
            boolean oneStar = pattern.indexOf('?') < 0 && pattern.indexOf('*') == pattern.lastIndexOf('*');
            cost += !Wildcard.isPattern(pattern) ? 0 : oneStar ? AFFIX : WILDCARD;
        }
        return cost;
    }

    @Override
    public Integer regex(Predicate.Regex predicate) {
        return AUTOMATON;
    }

    @Override
    public Integer range(Predicate.Range predicate) {
        return 2 * LOOK;
    }

    @Override
    public Integer inNetwork(Predicate.InNetwork predicate) {
        return LOOK * predicate.blocks().size();
    }

    @Override
    public Integer affix(Predicate.Affix predicate) {
        return predicate.position() == Predicate.Affix.Position.ANYWHERE ? WILDCARD : AFFIX;
    }

    @Override
    public Integer computed(Predicate.Computed predicate) {
        return EXPRESSION;
    }
}
