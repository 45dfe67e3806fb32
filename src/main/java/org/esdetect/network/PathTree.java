package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The field paths that conditions read, as a tree of their parts. Immutable; node 0 is the document.
 *
 * <p>What fields are in is numbered before what is only read, so that the memory for objects, which every event uses,
 * is in one place.
 */
final class PathTree {
    private static final String[] NO_KEYS = {};

    /** How to get from the document to one path. Keys are interned, as parsers intern theirs. */
    static final class Step {
        /** The node that holds it. */
        final int parent;
        /** Its key there. */
        final String key;
        /** Its keys in the parent's parent and on, up to but without the document: with dots. */
        final String[] dottedKeys;
        /** Its key in the document: the whole path. */
        final String path;

        private Step(String path, int parent) {
            int dot = path.lastIndexOf('.');
            this.parent = parent;
            this.key = path.substring(dot + 1).intern();
            this.path = path.intern();
            List<String> keys = new ArrayList<>();
            for (int at = path.lastIndexOf('.', dot - 1); dot > 0 && at > 0; at = path.lastIndexOf('.', at - 1)) {
                keys.add(path.substring(at + 1).intern());
            }
            this.dottedKeys = keys.isEmpty() ? NO_KEYS : keys.toArray(String[]::new);
        }
    }

    private final Step[] steps;
    private final Map<String, Integer> numbers;

    private PathTree(List<String> paths, Map<String, Integer> numbers) {
        this.numbers = numbers;
        this.steps = new Step[paths.size()];
        for (int i = 0; i < steps.length; i++) {
            String path = paths.get(i);
            int dot = path.lastIndexOf('.');
            steps[i] = new Step(path, dot < 0 ? 0 : find(path.substring(0, dot)));
        }
    }

    /** A tree of {@code fields} and of what they are in. */
    static PathTree of(Iterable<String> fields) {
        List<String> paths = new ArrayList<>(List.of(""));
        Map<String, Integer> numbers = new HashMap<>();
        for (String field : fields) {
            for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
                add(field.substring(0, dot), paths, numbers);
            }
        }
        for (String field : fields) {
            add(field, paths, numbers);
        }
        return new PathTree(paths, numbers);
    }

    private static void add(String path, List<String> paths, Map<String, Integer> numbers) {
        if (numbers.putIfAbsent(path, paths.size()) == null) {
            paths.add(path);
        }
    }

    int size() {
        return steps.length;
    }

    /** @throws IllegalArgumentException for a path that is not in the tree */
    int number(String path) {
        int number = find(path);
        if (number < 0) {
            throw new IllegalArgumentException("no condition reads [" + path + "]");
        }
        return number;
    }

    /** The node of {@code path}; -1 when no condition reads it. */
    int find(String path) {
        return numbers.getOrDefault(path, -1);
    }

    Step step(int node) {
        return steps[node];
    }
}
