package org.esdetect.network;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses what to watch for, and says what watching costs: an estimate in nanoseconds an event, from priors. It decides
 * speed only. One thread at a time.
 */
final class WitnessChoice {
    /** Of looking up one field and reading its value. */
    private static final double VISIT = 40;
    /** Of judging a condition that a witness touched. */
    private static final double CANDIDATE = 200;
    /** The share of events of a fitting signature in which a field is there. */
    private static final double PRESENT = 0.7;

    private static final double CHARACTER = 1;

    private final List<Access> accesses;
    /** Of each access and alternative: the fields to visit, of each leaf. */
    private final int[][][] fields;
    /** Likewise: what it costs in the long run to follow up what is found. */
    private final double[][] following;
    /** Likewise, of each leaf: of searching the whole value, 0 when a look at the whole is enough. */
    private final double[][][] searching;

    private final double[] visited;

    WitnessChoice(List<Access> accesses, LeafTable leaves) {
        this.accesses = accesses;
        this.fields = new int[accesses.size()][][];
        this.following = new double[accesses.size()][];
        this.searching = new double[accesses.size()][][];
        this.visited = new double[leaves.paths.size()];
        for (int i = 0; i < accesses.size(); i++) {
            List<List<Leaf>> alternatives = accesses.get(i).alternatives();
            fields[i] = new int[alternatives.size()][];
            following[i] = new double[alternatives.size()];
            searching[i] = new double[alternatives.size()][];
            for (int j = 0; j < alternatives.size(); j++) {
                List<Leaf> set = alternatives.get(j);
                fields[i][j] = set.stream()
                        .mapToInt(leaf -> leaves.paths.number(leaf.watched().orElseThrow()))
                        .toArray();
                following[i][j] =
                        set.stream().mapToDouble(WitnessChoice::following).sum();
                searching[i][j] =
                        set.stream().mapToDouble(WitnessChoice::searching).toArray();
            }
        }
    }

    private static double following(Leaf leaf) {
        return CANDIDATE * leaf.rarity() + (leaf.witnesses().isEmpty() ? PRESENT * leaf.cost() : 0);
    }

    private static double searching(Leaf leaf) {
        return leaf.searches() ? CHARACTER * Rarity.length(leaf.watched().orElseThrow()) : 0;
    }

    /**
     * Chooses an alternative for each access in {@code alive}, so that few fields must be visited.
     *
     * @param chosen receives the place of the alternative for each access; -1 when it has none
     * @return what an event costs then
     */
    double choose(BitSet alive, int[] chosen) {
        Arrays.fill(visited, 0);
        double cost = 0;
        for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
            if (fields[i].length == 1) {
                chosen[i] = 0;
                cost += following[i][0] + visit(i, 0, true);
            }
        }
        for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
            if (fields[i].length == 0) {
                chosen[i] = -1;
                cost += CANDIDATE;
            } else if (fields[i].length > 1) {
                chosen[i] = cheapest(i);
                cost += following[i][chosen[i]] + visit(i, chosen[i], true);
            }
        }
        return cost;
    }

    private int cheapest(int access) {
        int best = 0;
        double bestCost = Double.MAX_VALUE;
        for (int j = 0; j < fields[access].length; j++) {
            double cost = following[access][j] + visit(access, j, false);
            if (cost < bestCost) {
                bestCost = cost;
                best = j;
            }
        }
        return best;
    }

    /**
     * What the visits add that are not paid for yet; a field named twice in one alternative counts twice unless paid.
     */
    private double visit(int access, int alternative, boolean pay) {
        double cost = 0;
        for (int k = 0; k < fields[access][alternative].length; k++) {
            int field = fields[access][alternative][k];
            double needed = VISIT + searching[access][alternative][k];
            if (needed > visited[field]) {
                cost += PRESENT * (needed - visited[field]);
                if (pay) {
                    visited[field] = needed;
                }
            }
        }
        return cost;
    }

    List<Leaf> alternative(int access, int place) {
        return accesses.get(access).alternatives().get(place);
    }
}
