package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The field paths that conditions read, as a tree of their parts. Immutable; node 0 is the document.
 *
 * <p>A parent's number is below its children's. Keys are interned, as parsers intern theirs: most lookups then end at a
 * comparison of references.
 */
final class PathTree {
    private final List<String> paths;
    private final Map<String, Integer> numbers;
    private final int[] parents;
    private final String[] keys;
    private final String[][] dottedKeys;

    private PathTree(List<String> paths, Map<String, Integer> numbers) {
        this.paths = paths;
        this.numbers = numbers;
        this.parents = new int[paths.size()];
        this.keys = new String[paths.size()];
        this.dottedKeys = new String[paths.size()][];
        for (int i = 1; i < parents.length; i++) {
            String path = paths.get(i);
            int dot = path.lastIndexOf('.');
            parents[i] = dot < 0 ? 0 : numbers.get(path.substring(0, dot));
            keys[i] = path.substring(dot + 1).intern();
            dottedKeys[i] = dottedKeys(path, dot);
        }
        keys[0] = "";
        dottedKeys[0] = new String[0];
    }

    /** A tree of {@code fields} and of what they are in. */
    static PathTree of(Iterable<String> fields) {
        List<String> paths = new ArrayList<>(List.of(""));
        Map<String, Integer> numbers = new HashMap<>();
        for (String field : fields) {
            for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
                add(field.substring(0, dot), paths, numbers);
            }
            add(field, paths, numbers);
        }
        return new PathTree(List.copyOf(paths), Map.copyOf(numbers));
    }

    private static void add(String path, List<String> paths, Map<String, Integer> numbers) {
        if (numbers.putIfAbsent(path, paths.size()) == null) {
            paths.add(path);
        }
    }

    /** Longer and longer ends of the path: its key in the grandparent, and so on up to the document. */
    private static String[] dottedKeys(String path, int lastDot) {
        List<String> keys = new ArrayList<>();
        for (int dot = lastDot; dot >= 0; ) {
            dot = path.lastIndexOf('.', dot - 1);
            keys.add(path.substring(dot + 1).intern());
        }
        return keys.toArray(String[]::new);
    }

    int size() {
        return parents.length;
    }

    int number(String path) {
        return numbers.get(path);
    }

    /** The node of {@code path}; -1 when no condition reads it. */
    int find(String path) {
        return numbers.getOrDefault(path, -1);
    }

    String path(int node) {
        return paths.get(node);
    }

    int parent(int node) {
        return parents[node];
    }

    /** The node's key in its parent. */
    String key(int node) {
        return keys[node];
    }

    /** The node's keys in the parent's parent, in that one's, ... and in the document: with dots. */
    String[] dottedKeys(int node) {
        return dottedKeys[node];
    }
}
