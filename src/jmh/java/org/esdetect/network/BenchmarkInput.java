package org.esdetect.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.esdetect.bench.RuleFolder;
import org.esdetect.bench.RuleFolder.EventRule;
import org.esdetect.condition.Condition;

/** The conditions to measure with: all, or some that are drawn evenly. */
final class BenchmarkInput {
    private BenchmarkInput() {}

    /** @param most so many single-event rules, drawn at random with a fixed seed, or {@code all} */
    static List<Condition> conditions(String most) throws IOException {
        List<Condition> conditions = new ArrayList<>(
                RuleFolder.eventRules().stream().map(EventRule::condition).toList());
        Collections.shuffle(conditions, new Random(1));
        return most.equals("all")
                ? conditions
                : List.copyOf(conditions.subList(0, Math.min(conditions.size(), Integer.parseInt(most))));
    }
}
