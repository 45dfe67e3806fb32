package org.esdetect.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From an event's signature to the plan for it: a tree that asks one field after the other for its class, and only fields
 * by which an access that is left alive has a guard.
 *
 * <p>Grows by the signatures that events bring. Classes are bounded by what conditions name, nodes by a cap, so hostile
 * events cannot make it large: beyond the cap a node serves all events below it with a plan of its own. Any thread;
 * growing takes a lock, walking does not.
 */
final class SignatureTree {
    static final int MAX_NODES = 4_000;
    static final int MAX_PLANS = 1_000;

    private final LeafTable leaves;
    private final GuardField[] fields;
    private final List<Access> accesses = new ArrayList<>();
    private final int[] owners;
    /** Of each field: the accesses that have a guard by it. */
    private final BitSet[] guarded;

    private final BitSet[][] allowed;
    private final Map<BitSet, Node> roots = new ConcurrentHashMap<>();
    private final Map<BitSet, Plan> plans = new HashMap<>();
    private int nodes;

    /** Events whose signature agrees so far. */
    static final class Node {
        /** The next field to ask; -1 when there is none. */
        private final int next;

        private final BitSet alive;
        private final @Nullable Node[] children;
        private volatile @Nullable Plan plan;

        private Node(int next, BitSet alive, int capacity) {
            this.next = next;
            this.alive = alive;
            this.children = new Node[capacity];
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
        fields = guardFields();
        guarded = new BitSet[fields.length];
        allowed = new BitSet[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            guarded[i] = accessesGuardedBy(fields[i].field);
            allowed[i] = new BitSet[fields[i].capacity];
        }
    }

    private GuardField[] guardFields() {
        List<GuardField> found = new ArrayList<>();
        for (String field : Guards.FIELDS) {
            Set<Leaf> guards = new LinkedHashSet<>();
            for (Access access : accesses) {
                access.guards().stream()
                        .map(Term.Test::leaf)
                        .filter(leaf -> leaf.field().orElseThrow().equals(field))
                        .forEach(guards::add);
            }
            if (!guards.isEmpty()) {
                found.add(new GuardField(leaves.paths.number(field), List.copyOf(guards)));
            }
        }
        return found.toArray(GuardField[]::new);
    }

    private BitSet accessesGuardedBy(int field) {
        BitSet found = new BitSet();
        for (int i = 0; i < accesses.size(); i++) {
            found.set(i, accesses.get(i).guards().stream().anyMatch(test -> isBy(field, test)));
        }
        return found;
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
            return node(-1, alive);
        });
    }

    /** The plan for the event at hand. */
    Plan plan(Node root, EventFields event) {
        Node node = root;
        while (node.next >= 0) {
            GuardField field = fields[node.next];
            int valueClass = field.classOf(event.value(field.field));
            Node child = node.children[valueClass];
            if (child == null) {
                child = grow(node, valueClass);
                if (child == null) {
                    break;
                }
            }
            node = child;
        }
        Plan plan = node.plan;
        return plan == null ? plan(node) : plan;
    }

    private synchronized Plan plan(Node node) {
        Plan plan = plans.get(node.alive);
        if (plan == null) {
            plan = new PlanBuilder(leaves).build(accesses, owners, node.alive);
            plans.put(node.alive, plan);
        }
        node.plan = plan;
        return plan;
    }

    private synchronized @Nullable Node grow(Node node, int valueClass) {
        Node child = node.children[valueClass];
        if (child == null && nodes < MAX_NODES && plans.size() < MAX_PLANS) {
            BitSet alive = (BitSet) node.alive.clone();
            alive.and(allowed(node.next, valueClass));
            child = node(node.next, alive);
            node.children[valueClass] = child;
        }
        return child;
    }

    private synchronized Node node(int asked, BitSet alive) {
        nodes++;
        int next = asked + 1;
        while (next < fields.length && !guarded[next].intersects(alive)) {
            next++;
        }
        return next == fields.length ? new Node(-1, alive, 0) : new Node(next, alive, fields[next].capacity);
    }

    /** The accesses that events of {@code valueClass} can pass. */
    private BitSet allowed(int place, int valueClass) {
        BitSet known = allowed[place][valueClass];
        if (known == null) {
            GuardField field = fields[place];
            known = new BitSet();
            for (int i = 0; i < accesses.size(); i++) {
                known.set(i, accesses.get(i).guards().stream()
                        .filter(test -> isBy(field.field, test))
                        .allMatch(test -> field.allows(valueClass, test)));
            }
            allowed[place][valueClass] = known;
        }
        return known;
    }
}
