package org.esdetect.alert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the paths of what an alert could not take over from its event. Bounded; not thread-safe. */
final class DroppedFields {
    private static final int MOST_PATHS = 100;
    private static final int LONGEST_PATH = 256;

    private final Set<String> paths = new LinkedHashSet<>();
    private boolean overflown;

    void add(String path) {
        String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
        if (paths.size() < MOST_PATHS) {
            paths.add(shown);
        } else {
            overflown |= !paths.contains(shown);
        }
    }

    /** The paths in the order in which they were met, each once; a last entry {@code ...} says that there were more. */
    List<String> paths() {
        List<String> all = new ArrayList<>(paths);
        if (overflown) {
            all.add("...");
        }
        return all;
    }
}
