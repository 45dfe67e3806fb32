package org.esdetect.es.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts together what several nodes found, symptom by symptom. */
final class Troubles {
    private static final int MAX_MESSAGES = 5;

    private final Map<Symptom, Part> parts = new EnumMap<>(Symptom.class);

    private static final class Part {
        private int count;
        private final TreeSet<String> subjects = new TreeSet<>();
        private final TreeSet<String> nodes = new TreeSet<>();
        private final TreeSet<String> messages = new TreeSet<>();
    }

    /** What the cluster state says, which is no single node's. */
    static List<Trouble> of(Collection<Finding> findings) {
        Troubles troubles = new Troubles();
        troubles.add("", NodeReport.of(List.copyOf(findings)));
        return troubles.since(List.of(), 0);
    }

    void add(String nodeId, NodeReport report) {
        report.counts().forEach((symptom, count) -> {
            Part part = part(symptom);
            part.count = symptom.subject() == Symptom.Subject.NODE ? part.count + 1 : Math.max(part.count, count);
            if (!nodeId.isEmpty()) {
                part.nodes.add(nodeId);
            }
        });
        for (Finding finding : report.findings()) {
            Part part = part(finding.symptom());
            if (!finding.subject().isEmpty()) {
                part.subjects.add(finding.subject());
            }
            if (!finding.message().isEmpty()) {
                part.messages.add(message(finding));
            }
        }
    }

    private static String message(Finding finding) {
        return finding.subject().isEmpty() ? finding.message() : finding.subject() + ": " + finding.message();
    }

    private Part part(Symptom symptom) {
        return parts.computeIfAbsent(symptom, unseen -> new Part());
    }

    /**
     * All of it, the worst first.
     *
     * @param before what was wrong at the last look: what still is, is since then
     */
    List<Trouble> since(List<Trouble> before, long nowMillis) {
        Map<Symptom, Long> known = new EnumMap<>(Symptom.class);
        before.forEach(trouble -> known.put(trouble.symptom(), trouble.sinceMillis()));
        List<Trouble> troubles = new ArrayList<>();
        parts.forEach((symptom, part) -> troubles.add(new Trouble(
                symptom,
                Math.max(part.count, part.subjects.size()),
                part.subjects.stream().limit(NodeReport.MAX_NAMED).toList(),
                List.copyOf(part.nodes),
                part.messages.stream().limit(MAX_MESSAGES).toList(),
                known.getOrDefault(symptom, nowMillis))));
        troubles.sort(Comparator.comparing(
                (Trouble trouble) -> trouble.symptom().status().value(), Comparator.reverseOrder()));
        return troubles;
    }
}
