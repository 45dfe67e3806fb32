package org.esdetect.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From an event's signature to the plan for it: a tree that asks one field after the other for its class, and only
 * fields by which an access that is left alive has a guard.
 *
 * <p>Grows by the signatures that events bring. Classes are bounded by what conditions name, nodes by a cap, so hostile
 * events cannot make it large: beyond the cap new signatures get the plan of the root, which serves all. Any thread;
 * growing takes a lock, walking does not.
 */
final class SignatureTree {
    static final int MAX_NODES = 2_000;
    static final int MAX_PLANS = 500;

    /** Of asking one more field, in nanoseconds; and the share of conditions that do not get what they want of it. */
    private static final double ASKING = 50;

    private static final double REFUSED = 0.7;

    private final LeafTable leaves;
    private final GuardField[] fields;
    private final List<Access> accesses = new ArrayList<>();
    private final int[] owners;
    /** Of each field: the accesses that have a guard by it, and those of which it wants something to hold. */
    private final BitSet[] guarded;

    private final BitSet[] demanding;
    /** Of each field and class: the accesses that such events can pass. */
    private final List<Map<Integer, BitSet>> allowed = new ArrayList<>();

    private final WitnessChoice choice;
    private final Map<BitSet, Node> roots = new ConcurrentHashMap<>();
    private final Map<BitSet, Plan> plans = new HashMap<>();
    private int nodes;
    private volatile boolean isFull;

    /** Events whose signature agrees so far. */
    static final class Node {
        /** The field to ask next; -1 when none is worth it. */
        private final int next;

        private final BitSet asked;
        private final BitSet alive;
        private volatile @Nullable Node[] children = new Node[4];
        private volatile @Nullable Plan plan;

        private Node(int next, BitSet asked, BitSet alive) {
            this.next = next;
            this.asked = asked;
            this.alive = alive;
        }
    }

    SignatureTree(List<Analysis> analyses, LeafTable leaves) {
        this.leaves = leaves;
        List<Integer> owned = new ArrayList<>();
        for (int i = 0; i < analyses.size(); i++) {
            for (Access access : analyses.get(i).accesses()) {
                accesses.add(access);
                owned.add(i);
            }
        }
        owners = owned.stream().mapToInt(Integer::intValue).toArray();
        choice = new WitnessChoice(accesses, leaves);
        fields = guardFields();
        guarded = new BitSet[fields.length];
        demanding = new BitSet[fields.length];
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < fields.length; i++) {
            guarded[i] = new BitSet();
            demanding[i] = new BitSet();
            allowed.add(new HashMap<>());
            places.put(fields[i].field, i);
        }
        for (int i = 0; i < accesses.size(); i++) {
            for (Term.Test test : accesses.get(i).guards()) {
                int place = places.getOrDefault(leaves.fields[leaves.number(test.leaf())], -1);
                guarded[place].set(i);
                demanding[place].set(i, demanding[place].get(i) || test.wanted());
            }
        }
    }

    private GuardField[] guardFields() {
        Map<Integer, Set<Leaf>> guards = new TreeMap<>();
        for (Access access : accesses) {
            for (Term.Test test : access.guards()) {
                guards.computeIfAbsent(leaves.fields[leaves.number(test.leaf())], field -> new LinkedHashSet<>())
                        .add(test.leaf());
            }
        }
        return guards.entrySet().stream()
                .map(each -> new GuardField(each.getKey(), List.copyOf(each.getValue())))
                .toArray(GuardField[]::new);
    }

    private boolean isBy(int field, Term.Test test) {
        return leaves.fields[leaves.number(test.leaf())] == field;
    }

    /** Where events begin that are judged by {@code conditions} only. */
    Node root(BitSet conditions) {
        return roots.computeIfAbsent((BitSet) conditions.clone(), key -> {
            BitSet alive = new BitSet();
            for (int i = 0; i < owners.length; i++) {
                alive.set(i, key.get(owners[i]));
            }
            return node(new BitSet(), alive);
        });
    }

    /** How many nodes have grown. */
    synchronized int size() {
        return nodes;
    }

    /** The plan for the event at hand. */
    Plan plan(Node root, EventFields event) {
        Node node = root;
        while (node.next >= 0) {
            GuardField field = fields[node.next];
            int valueClass = field.classOf(event.value(field.field));
            @Nullable Node[] children = node.children;
            Node child = valueClass < children.length ? children[valueClass] : null;
            if (child == null) {
                child = grow(node, valueClass);
                if (child == null) {
                    return planOf(root);
                }
            }
            node = child;
        }
        return planOf(node);
    }

    private Plan planOf(Node node) {
        Plan plan = node.plan;
        return plan == null ? build(node) : plan;
    }

    private synchronized Plan build(Node node) {
        Plan plan = plans.get(node.alive);
        if (plan == null) {
            plan = new PlanBuilder(leaves, choice).build(node.alive, owners);
            plans.put(node.alive, plan);
        }
        node.plan = plan;
        return plan;
    }

    private @Nullable Node grow(Node node, int valueClass) {
        return isFull ? null : growLocked(node, valueClass);
    }

    private synchronized @Nullable Node growLocked(Node node, int valueClass) {
        @Nullable Node[] children = node.children;
        if (valueClass >= children.length) {
            children = Arrays.copyOf(children, Integer.highestOneBit(valueClass) * 2);
        }
        Node child = children[valueClass];
        if (child == null && nodes < MAX_NODES && plans.size() < MAX_PLANS) {
            BitSet alive = (BitSet) node.alive.clone();
            alive.and(allowed(node.next, valueClass));
            BitSet asked = (BitSet) node.asked.clone();
            asked.set(node.next);
            child = node(asked, alive);
            children[valueClass] = child;
            node.children = children;
        }
        isFull = nodes >= MAX_NODES || plans.size() >= MAX_PLANS;
        return child;
    }

    private synchronized Node node(BitSet asked, BitSet alive) {
        nodes++;
        return new Node(fieldWorthAsking(asked, alive), asked, alive);
    }

    /** The field that is likely to save most work, if that is more than asking costs; otherwise -1. */
    private int fieldWorthAsking(BitSet asked, BitSet alive) {
        int[] chosen = new int[accesses.size()];
        double cost = choice.choose(alive, chosen);
        int best = -1;
        double bestSaving = ASKING;
        for (int i = asked.nextClearBit(0); i < fields.length; i = asked.nextClearBit(i + 1)) {
            if (demanding[i].intersects(alive)) {
                BitSet rest = (BitSet) alive.clone();
                rest.andNot(demanding[i]);
                double saving = REFUSED * (cost - choice.choose(rest, chosen));
                if (saving > bestSaving) {
                    bestSaving = saving;
                    best = i;
                }
            }
        }
        return best;
    }

    private BitSet allowed(int place, int valueClass) {
        return allowed.get(place).computeIfAbsent(valueClass, key -> {
            GuardField field = fields[place];
            BitSet passing = new BitSet();
            passing.set(0, accesses.size());
            for (int i = guarded[place].nextSetBit(0); i >= 0; i = guarded[place].nextSetBit(i + 1)) {
                passing.set(
                        i,
                        accesses.get(i).guards().stream()
                                .filter(test -> isBy(field.field, test))
                                .allMatch(test -> field.allows(key, test)));
            }
            return passing;
        });
    }
}
